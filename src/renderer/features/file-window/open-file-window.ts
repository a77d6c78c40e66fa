import { callShell } from '../../engine-client/shell-client';
import { attempt } from '../../state/toast-store';

/** The details of a file in a window of their own; one that is open already comes to the front. */
export function openFileWindow(id: number): void {
  void attempt(() => callShell('file.window', { id }));
}
