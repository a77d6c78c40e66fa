import { Download, Undo2 } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useHistoryRows, type HistoryLine } from '../../engine-client/use-history-rows';
import { formatCount } from '../../format/number';
import { formatSize } from '../../format/size';
import { startOfDay } from '../../format/time';
import { focusDetail, focusList, useEscape } from '../../parts/beside-list';
import { Button } from '../../parts/button';
import { FindField } from '../../parts/find-field';
import { Link } from '../../parts/link';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { SplitPane } from '../../parts/split-pane';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { useNow } from '../../state/use-now';
import { FileDetail } from '../detail/file-detail';
import { exportHistory } from './export-history';
import { historyFilter } from './history-filter';
import { HistoryFilters } from './history-filters';
import { HistoryGrid } from './history-grid';
import { NoHistory } from './no-history';
import { useUndo } from '../undo/undo-store';
import { t } from '../../../shared/words/words';
import { PartsOfText } from '../../parts/parts-of-text';
import styles from './history-screen.module.css';

const MINUTE_MS = 60_000;

/** Everything that came of every file, newest first. */
export function HistoryScreen(): ReactNode {
  const route = useRoute((state) => state.route);
  const { state, folderId, event, trigger, period, day, rule, deed, target, find, fileId, jobId } = route;
  const today = startOfDay(useNow(MINUTE_MS));
  const filter = useMemo(
    () => historyFilter({ state, folderId, event, trigger, period, day, rule, deed, target, find }, today),
    [state, folderId, event, trigger, period, day, rule, deed, target, find, today],
  );
  const rows = useHistoryRows(filter);
  const [isExporting, setExporting] = useState(false);

  // What belongs to no file has no details.
  const select = (line: HistoryLine): void => useRoute.getState().adjust(line.type === 'job' ? { fileId: line.fileId, jobId: line.id } : { fileId: null, jobId: null });
  const close = (): void => {
    useRoute.getState().adjust({ fileId: null, jobId: null });
    focusList();
  };
  useEscape(fileId === null ? null : close);
  const exportAll = (): void => {
    setExporting(true);
    void exportHistory(filter).finally(() => setExporting(false));
  };

  return (
    <>
      <div className={styles.top}>
        <PageHead
          title={t('History')}
          beside={
            <span className={styles.total} data-testid="history-total">
              {rows.total === null ? '' : formatCount(rows.total)}
            </span>
          }
          sentence={<Retention />}
          actions={
            <>
              <FindField
                label={t('Part of a path')}
                value={find}
                onChange={(text) => useRoute.getState().adjust({ find: text, fileId: null, jobId: null })}
                testId="history-find"
              />
              {rule === null ? null : (
                <Button icon={Undo2} data-testid="undo-rule" onClick={() => useUndo.getState().ask({ scope: { rule }, subject: rule })}>
                  {t('Undo this rule…')}
                </Button>
              )}
              <Button
                icon={Download}
                disabled={isExporting || !rows.total}
                title={t('Write what is listed here to a file, one JSON object a line')}
                data-testid="history-export"
                onClick={exportAll}
              >
                {t('Export JSONL')}
              </Button>
            </>
          }
        />
        <HistoryFilters />
      </div>
      <SplitPane
        id="history"
        label={t('Width of the history')}
        leftWidth={440}
        leftShare={0.42}
        leftLeast={300}
        rightLeast={400}
        left={
          <Panel className={styles.list}>
            <HistoryGrid
              rows={rows}
              selectedId={fileId === null ? null : jobId}
              onSelect={select}
              onOpen={(line) => {
                select(line);
                if (line.type === 'job') focusDetail();
              }}
              listKey={JSON.stringify(filter)}
              empty={<NoHistory />}
            />
          </Panel>
        }
        right={fileId === null ? null : <FileDetail id={fileId} query="" onClose={close} />}
      />
    </>
  );
}

/** How long all this is kept. */
function Retention(): ReactNode {
  const settings = useSettings((state) => state.settings);
  if (!settings) return '\u00a0';
  return (
    <PartsOfText
      text="Kept for {days, plural, one {# day} other {# days}} or {size}. {link}"
      values={{
        days: settings.historyDays,
        size: formatSize(settings.historyBytes),
        link: (
          <Link to={{ section: 'settings', page: 'history' }} className={styles.link}>
            {t('Change in Settings')}
          </Link>
        ),
      }}
    />
  );
}
