import { callShell } from '../engine-client/shell-client';
import { attempt, tell } from './toast-store';

/** `what` in words: "Path", "Hash". */
export function copyText(text: string, what: string): void {
  void attempt(async () => {
    await callShell('text.copy', { text });
    tell(`${what} copied`);
  });
}
