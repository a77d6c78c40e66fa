import { FolderPlus, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Flow } from '../../../shared/model/flow';
import { callEngine } from '../../engine-client/engine-client';
import { usePolled } from '../../engine-client/use-polled';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { EmptyState } from '../../parts/empty-state';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { Skeleton } from '../../parts/skeleton';
import { useLayout } from '../../state/layout-store';
import { useDialogs } from '../../state/dialog-store';
import { useSnapshot } from '../../state/engine-store';
import { FlowTable } from './flow-table';
import { FlowPicture } from './flow-picture';
import { t } from '../../../shared/words/words';
import styles from './flow-picture.module.css';

const EVERY_MS = 1_000;
const ask = (signal: AbortSignal): Promise<Flow> => callEngine('flow.read', {}, { signal });

/** One picture of the mill: where files come from, what reads them, which rules act on them, and where that leads. */
export function FlowScreen(): ReactNode {
  const hasFolders = useSnapshot((snapshot) => snapshot.folders.length > 0, true);
  const form = useLayout((state) => (state.choices['flow'] === 'table' ? 'table' : 'picture'));
  const choose = useLayout((state) => state.choose);
  const { value: flow, error } = usePolled(ask, EVERY_MS);
  return (
    <>
      <PageHead
        title={t('Flow')}
        sentence={t('What has passed since midnight, and what passes now: the wider a line, the more. Each part leads to its list.')}
        actions={
          <>
            {(['picture', 'table'] as const).map((one) => (
              <Chip key={one} label={one === 'picture' ? t('Picture') : t('Table')} pressed={form === one} onPress={() => choose('flow', one)} testId={`flow-as-${one}`} />
            ))}
          </>
        }
      />
      <Panel className={styles.panel}>
        {!hasFolders ? (
          <EmptyState icon={Workflow} title={t('Nothing flows yet')} text={t('Once a folder is watched, its files are shown here on their way: through the lanes that read them and the rules that act on them.')}>
            <Button kind="primary" icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
              {t('Add folder')}
            </Button>
          </EmptyState>
        ) : flow ? (
          form === 'table' ? (
            <FlowTable flow={flow} />
          ) : (
            <FlowPicture flow={flow} />
          )
        ) : error ? (
          <ErrorNote error={error} />
        ) : (
          <Skeleton rows={8} />
        )}
      </Panel>
    </>
  );
}
