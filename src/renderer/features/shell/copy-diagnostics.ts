import { t } from '../../../shared/words/words';
import { callShell } from '../../engine-client/shell-client';
import { attempt, tell } from '../../state/toast-store';

/** What someone who helps wants to see goes to the clipboard; a notice says so, or why not. */
export function copyDiagnostics(): void {
  void attempt(async () => {
    await callShell('diagnostics.copy', {});
    tell(t('Diagnostics copied'));
  });
}
