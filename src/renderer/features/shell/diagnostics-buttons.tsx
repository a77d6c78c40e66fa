import { ClipboardCopy, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

/** What someone who helps wants to see. */
export function DiagnosticsButtons(): ReactNode {
  const copy = (): void =>
    void attempt(async () => {
      await callShell('diagnostics.copy', {});
      tell(t('Diagnostics copied'));
    });
  return (
    <>
      <Button icon={ClipboardCopy} onClick={copy}>
        {t('Copy diagnostics')}
      </Button>
      <Button icon={FolderOpen} onClick={() => void attempt(() => callShell('logs.open', {}))}>
        {t('Show the logs')}
      </Button>
    </>
  );
}
