import { useState, type ReactNode } from 'react';
import type { FileDetail as Detail } from '../../../shared/contract/engine-api';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { Button } from '../../parts/button';
import { ErrorNote } from '../../parts/error-note';
import { Panel } from '../../parts/panel';
import { Skeleton } from '../../parts/skeleton';
import { Tabs } from '../../parts/tabs';
import { DetailHeader } from './detail-header';
import { DETAIL_TABS, useDetailTab, type DetailTab } from './detail-store';
import { MetadataTab } from './metadata-tab';
import { Preview } from './preview';
import { SummaryTab } from './summary-tab';
import { TextTab } from './text-tab';
import { Timeline } from './timeline';
import { WhyTab } from './why-tab';
import styles from './file-detail.module.css';

interface Props {
  id: number;
  query: string;
  onClose: () => void;
}

/** All about one file: its picture at the left, what Filemill found and did in tabs. */
export function FileDetail({ id, query, onClose }: Props): ReactNode {
  const { value: detail, error } = useLive(`${id}`, (signal) => callEngine('files.detail', { id }, { signal }));
  return (
    <Panel className={styles.detail} testId="detail">
      <div className={styles.region} data-region data-detail tabIndex={-1}>
        {detail ? (
          <Loaded key={detail.row.id} detail={detail} query={query} onClose={onClose} />
        ) : error ? (
          <div className={styles.note}>
            <ErrorNote error={error}>
              <Button onClick={onClose}>Close</Button>
            </ErrorNote>
          </div>
        ) : (
          <Skeleton rows={9} />
        )}
      </div>
    </Panel>
  );
}

function Loaded({ detail, query, onClose }: { detail: Detail; query: string; onClose: () => void }): ReactNode {
  const chosen = useDetailTab((state) => state.tab);
  const setTab = useDetailTab((state) => state.setTab);
  const [page, setPage] = useState(1);
  const tab: DetailTab = chosen ?? (query.trim() && detail.textLength > 0 ? 'text' : 'summary');
  const hasPreview = tab === 'summary' || (detail.canPreview && tab === 'text');
  return (
    <>
      <DetailHeader detail={detail} onClose={onClose} />
      <Tabs tabs={DETAIL_TABS} active={tab} onChange={setTab} label="About the file">
        <div className={styles.body} data-tab={tab}>
          {hasPreview ? <Preview detail={detail} page={page} onPage={tab === 'text' ? undefined : setPage} /> : null}
          <div className={styles.content}>
            {tab === 'summary' ? <SummaryTab detail={detail} /> : null}
            {tab === 'text' ? <TextTab detail={detail} query={query} page={page} onPage={setPage} /> : null}
            {tab === 'metadata' ? <MetadataTab detail={detail} /> : null}
            {tab === 'timeline' ? <Timeline entries={detail.timeline} row={detail.row} /> : null}
            {tab === 'why' ? <WhyTab detail={detail} /> : null}
          </div>
        </div>
      </Tabs>
    </>
  );
}
