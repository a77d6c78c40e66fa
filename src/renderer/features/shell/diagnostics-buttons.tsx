import { ClipboardCopy, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { attempt } from '../../state/toast-store';
import { t } from '../../../shared/words/words';
import { copyDiagnostics } from './copy-diagnostics';

/** What someone who helps wants to see. */
export function DiagnosticsButtons(): ReactNode {
  return (
    <>
      <Button icon={ClipboardCopy} onClick={copyDiagnostics}>
        {t('Copy diagnostics')}
      </Button>
      <Button icon={FolderOpen} onClick={() => void attempt(() => callShell('logs.open', {}))}>
        {t('Show the logs')}
      </Button>
    </>
  );
}
