import { ClipboardCopy, FolderOpen, PowerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { PageHead } from '../../parts/page-head';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

/** In place of a screen for which no engine ever answered. The banner above has the cause, and starts it again. */
export function NoEngine({ title }: { title: string }): ReactNode {
  const copy = (): void =>
    void attempt(async () => {
      await callShell('diagnostics.copy', {});
      tell(t('Diagnostics copied'));
    });
  return (
    <>
      <PageHead title={title} />
      <EmptyState isWhole icon={PowerOff} title={t('The engine is not running')} text={t('There is nothing to show until it runs. This window does nothing with your files meanwhile.')}>
        <Button icon={ClipboardCopy} onClick={copy}>
          {t('Copy diagnostics')}
        </Button>
        <Button icon={FolderOpen} onClick={() => void attempt(() => callShell('logs.open', {}))}>
          {t('Show the logs')}
        </Button>
      </EmptyState>
    </>
  );
}
