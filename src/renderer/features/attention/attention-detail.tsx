import { Folder, ScanText, Settings } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import type { Cause } from '../../../shared/errors/error-table';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { Countdown } from '../../parts/countdown';
import { ErrorNote } from '../../parts/error-note';
import { MonoPath } from '../../parts/mono-path';
import { PartsOfText } from '../../parts/parts-of-text';
import { Panel } from '../../parts/panel';
import { Skeleton } from '../../parts/skeleton';
import { StateLabel } from '../../parts/state-label';
import { useRoute } from '../../state/route-store';
import { attempt } from '../../state/toast-store';
import { DetailHeader } from '../detail/detail-header';
import { useDetailTab } from '../detail/detail-store';
import { Preview } from '../detail/preview';
import { Timeline } from '../detail/timeline';
import { t } from '../../../shared/words/words';
import styles from './attention-detail.module.css';

/** What a limit or a pattern of the folder can change. */
const SETTLED_BY_SETTINGS: ReadonlySet<Cause | undefined> = new Set<Cause>(['tooLarge', 'lowConfidence', 'settings']);

/** One file that cannot go on: its picture, what happened, what to do, and how it came to that. */
export function AttentionDetail({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const { value: detail, error } = useLive(`${id}`, (signal) => callEngine('files.detail', { id }, { signal }));
  return (
    <Panel className={styles.detail} testId="detail">
      <div className={styles.region} data-region data-detail tabIndex={-1}>
        {detail ? <Loaded key={id} detail={detail} onClose={onClose} /> : error ? <ErrorNote error={error} /> : <Skeleton rows={9} />}
      </div>
    </Panel>
  );
}

function Loaded({ detail, onClose }: { detail: FileDetail; onClose: () => void }): ReactNode {
  const [page, setPage] = useState(1);
  const { row } = detail;
  const { go } = useRoute.getState();
  return (
    <>
      <DetailHeader detail={detail} onClose={onClose} />
      <div className={styles.body}>
        <Preview detail={detail} page={page} onPage={setPage} />
        <div className={styles.story}>
          {row.error ? <ErrorNote error={row.error} /> : <StateLabel tone={row.state} label={row.stateLabel} />}
          {row.dueAt === null ? null : (
            <p>
              <PartsOfText text="Tried again by itself {countdown}." values={{ countdown: <Countdown dueAt={row.dueAt} /> }} />
            </p>
          )}
          <MonoPath path={detail.absolutePath} />
          <div className={styles.actions}>
            <Button icon={Folder} onClick={() => void attempt(() => callShell('folder.open', { id: row.folderId }))}>
              {t('Open {folderName}', { folderName: detail.folderName })}
            </Button>
            {SETTLED_BY_SETTINGS.has(row.error?.cause) ? (
              <Button icon={Settings} onClick={() => go({ section: 'folders', folderId: row.folderId })}>
                {t('Folder settings')}
              </Button>
            ) : null}
            {row.error?.cause === 'lowConfidence' ? (
              <Button icon={ScanText} data-testid="show-reading" onClick={() => showReading(row.id)}>
                {t('Show the reading')}
              </Button>
            ) : null}
            <Button onClick={() => go({ section: 'files', fileId: row.id })}>
              {t('Everything about it')}
            </Button>
          </div>
          <h3>{t('What happened')}</h3>
          <Timeline entries={detail.timeline} />
        </div>
      </div>
    </>
  );
}

/** The text beside the page, doubtful words marked. */
function showReading(id: number): void {
  useDetailTab.getState().setTab('text');
  useRoute.getState().go({ section: 'files', fileId: id });
}
