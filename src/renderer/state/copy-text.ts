import { callShell } from '../engine-client/shell-client';
import { attempt, tell } from './toast-store';
import { t } from '../../shared/words/words';

/** `what` in words: "Path", "Hash". */
export function copyText(text: string, what: string): void {
  void attempt(async () => {
    await callShell('text.copy', { text });
    tell(t('{what} copied', { what }));
  });
}
