import { PowerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../../parts/empty-state';
import { PageHead } from '../../parts/page-head';
import { t } from '../../../shared/words/words';
import { DiagnosticsButtons } from './diagnostics-buttons';

/** In place of a screen for which no engine ever answered. The banner above has the cause, and starts it again. */
export function NoEngine({ title }: { title: string }): ReactNode {
  return (
    <>
      <PageHead title={title} />
      <EmptyState isWhole icon={PowerOff} title={t('The engine is not running')} text={t('There is nothing to show until it runs. This window does nothing with your files meanwhile.')}>
        <DiagnosticsButtons />
      </EmptyState>
    </>
  );
}
