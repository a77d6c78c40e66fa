import type { ArchiveRun } from '../../../../shared/model/archive';
import { callShell } from '../../../engine-client/shell-client';
import { attempt } from '../../../state/toast-store';

/** Shows what a run wrote in the file manager. */
export function showTarget({ id }: Pick<ArchiveRun, 'id'>): void {
  void attempt(() => callShell('archive.reveal', { runId: id }));
}
