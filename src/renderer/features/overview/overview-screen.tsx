import { FolderPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Ago } from '../../parts/ago';
import { Button } from '../../parts/button';
import { PageHead } from '../../parts/page-head';
import { useDialogs } from '../../state/dialog-store';
import { PartsOfText } from '../../parts/parts-of-text';
import { useSnapshot } from '../../state/engine-store';
import { useSettings } from '../../state/settings-store';
import { FirstRun } from '../first-run/first-run';
import { useFirstRun } from '../first-run/first-run-store';
import { AccountingStrip } from './accounting-strip';
import { Cards } from './cards';
import { ChartsPanel } from './charts/charts-panel';
import { FolderTable } from './folder-table';
import { HealthPanel } from './health-panel';
import { IntakeNotice } from './intake-notice';
import { MetricsPanel } from './metrics-panel';
import { NoticePanel } from './notice-panel';
import { t } from '../../../shared/words/words';
import styles from './overview-screen.module.css';

export function OverviewScreen(): ReactNode {
  const hasFolders = useSnapshot((snapshot) => snapshot.folders.length > 0, false);
  const isDone = useSettings((state) => state.settings?.firstRunDone ?? true);
  const isWatching = useFirstRun((state) => state.folderId !== null);
  if ((!hasFolders && !isDone) || isWatching) return <FirstRun />;
  return (
    <div className={styles.screen}>
      <PageHead
        title={t('Overview')}
        sentence={<Sentence />}
        actions={
          <Button icon={FolderPlus} data-testid="add-folder" onClick={() => useDialogs.getState().openAddFolder()}>
            {t('Add folder')}
          </Button>
        }
      />
      <IntakeNotice />
      <AccountingStrip />
      <Cards />
      <div className={styles.lower}>
        <div className={styles.tables}>
          <FolderTable />
          <MetricsPanel />
        </div>
        <NoticePanel />
      </div>
      {hasFolders ? <ChartsPanel /> : null}
      <HealthPanel />
    </div>
  );
}

function Sentence(): ReactNode {
  const arrival = useSnapshot((snapshot) => snapshot.lastArrival, null);
  const folder = useSnapshot(
    (snapshot) => snapshot.folders.find((one) => one.id === snapshot.lastArrival?.folderId)?.settings.name ?? null,
    null,
  );
  if (!arrival) return t('Every file is accounted for. No file has arrived yet.');
  const ago = <Ago at={arrival.at} />;
  if (folder === null) return <PartsOfText text="Every file is accounted for. Last arrival {ago}." values={{ ago }} />;
  return <PartsOfText text="Every file is accounted for. Last arrival {ago} in {folder}." values={{ ago, folder: <span translate="no">{folder}</span> }} />;
}
