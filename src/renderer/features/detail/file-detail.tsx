import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { FileDetail as Detail } from '../../../shared/contract/engine-api';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { Button } from '../../parts/button';
import { ErrorNote } from '../../parts/error-note';
import { PaneDivider } from '../../parts/pane-divider';
import { Panel } from '../../parts/panel';
import { Skeleton } from '../../parts/skeleton';
import { Tabs } from '../../parts/tabs';
import { useLayout } from '../../state/layout-store';
import { ContentsTab } from './contents-tab';
import { DetailHeader } from './detail-header';
import { DETAIL_TABS, useDetailTab, usePlace, type DetailTab } from './detail-store';
import { MetadataTab } from './metadata-tab';
import { MetricsTab } from './metrics/metrics-tab';
import { useSize } from '../../parts/use-size';
import { Preview } from './preview';
import { SummaryTab } from './summary-tab';
import { TablesTab } from './tables/tables-tab';
import { TextTab } from './text/text-tab';
import { Timeline } from './timeline';
import { WhyTab } from './why-tab';
import { t } from '../../../shared/words/words';
import styles from './file-detail.module.css';

/** Under which the page's part of the width beside its text is remembered, in thousandths. */
const PAGE_PART = 'page-part';
const USUAL_PART = 535;
/** What page and text need beside one another, CSS pixels. */
const LEAST_PAGE = 220;
const LEAST_TEXT = 200;
const LEAST_BOTH = 520;

interface Props {
  id: number;
  query: string;
  onClose: () => void;
  /** Told the name of the file once it is known. */
  onName?: (name: string) => void;
}

/** All about one file: its picture at the left, what Filemill found and did in tabs. */
export function FileDetail({ id, query, onClose, onName }: Props): ReactNode {
  const { value: detail, error } = useLive(`${id}`, (signal) => callEngine('files.detail', { id }, { signal }));
  const name = detail?.row.name;
  useEffect(() => {
    if (name !== undefined) onName?.(displayName(name));
  }, [name, onName]);
  return (
    <Panel className={styles.detail} testId="detail">
      <div className={styles.region} data-region data-detail tabIndex={-1}>
        {detail ? (
          <Loaded key={detail.row.id} detail={detail} query={query} onClose={onClose} />
        ) : error ? (
          <div className={styles.note}>
            <ErrorNote error={error}>
              <Button onClick={onClose}>{t('Close')}</Button>
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
  const place = usePlace((state) => state.place);
  const [page, setPage] = useState(1);
  const isFound = query.trim() !== '' && detail.textLength > 0;
  const isArchive = detail.row.kind === 'archive';
  const isMissing: Partial<Record<DetailTab, boolean>> = { contents: !isArchive, tables: detail.tableCount === 0, metrics: detail.row.kind !== 'image' };
  const tabs = DETAIL_TABS.filter(({ id }) => !isMissing[id]);
  const wanted: DetailTab = chosen ?? (isFound ? 'text' : 'summary');
  const tab = tabs.some(({ id }) => id === wanted) ? wanted : 'summary';
  const body = useRef<HTMLDivElement>(null);
  const { width } = useSize(body);
  const part = useLayout((state) => state.widths[PAGE_PART] ?? USUAL_PART);
  const setWidth = useLayout((state) => state.setWidth);
  const hasPages = (detail.canPreview || detail.hasHtml) && tab === 'text';
  const isBeside = hasPages && width >= LEAST_BOTH;
  const pageWidth = Math.max(LEAST_PAGE, Math.min((width * part) / 1000, width - LEAST_TEXT));
  // Whatever points at a place brings its page; with the file its place goes as well.
  useEffect(() => {
    const now = usePlace.getState().place;
    if (now) setPage(now.page);
  }, [place]);
  useEffect(() => () => usePlace.getState().point(null), []);
  // A file that was searched for opens at the hit, also when the last one was left at its summary.
  useLayoutEffect(() => {
    if (isFound && useDetailTab.getState().tab === 'summary') setTab(null);
  }, [isFound, setTab]);
  return (
    <>
      <DetailHeader detail={detail} onClose={onClose} />
      <Tabs tabs={tabs} active={tab} onChange={setTab} label={t('About the file')}>
        <div className={styles.body} ref={body} data-tab={tab} data-beside={isBeside}>
          {hasPages || tab === 'summary' || tab === 'metrics' ? (
            <Preview
              detail={detail}
              page={page}
              onPage={setPage}
              query={query}
              hasSwitcher={tab !== 'text'}
              width={isBeside ? pageWidth : null}
            />
          ) : null}
          {isBeside ? (
            <PaneDivider
              frame={body}
              label={t('Width of the page')}
              width={pageWidth}
              least={LEAST_PAGE}
              rest={LEAST_TEXT}
              onWidth={(wanted) => setWidth(PAGE_PART, (wanted / width) * 1000)}
              onReset={() => setWidth(PAGE_PART, USUAL_PART)}
              isLine
            />
          ) : null}
          <div className={styles.content}>
            {tab === 'summary' ? <SummaryTab detail={detail} /> : null}
            {tab === 'contents' ? <ContentsTab detail={detail} /> : null}
            {tab === 'text' ? <TextTab detail={detail} query={query} page={page} onPage={setPage} isBeside={isBeside} /> : null}
            {tab === 'tables' ? <TablesTab detail={detail} /> : null}
            {tab === 'metrics' ? <MetricsTab detail={detail} /> : null}
            {tab === 'metadata' ? <MetadataTab detail={detail} /> : null}
            {tab === 'timeline' ? <Timeline entries={detail.timeline} row={detail.row} /> : null}
            {tab === 'why' ? <WhyTab detail={detail} /> : null}
          </div>
        </div>
      </Tabs>
    </>
  );
}
