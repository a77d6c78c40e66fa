import { useEffect, useId, useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import type { PagedRows } from '../../engine-client/paged-rows';
import type { HistoryLine as Line } from '../../engine-client/use-history-rows';
import { CLOCK_FIGURES, formatDay, startOfDay } from '../../format/time';
import { ListInstead } from '../../parts/list-instead';
import { tell } from '../../state/toast-store';
import { useNow } from '../../state/use-now';
import { useAnchor } from '../files/use-anchor';
import { useCursor } from '../files/use-cursor';
import { scrollToRow, useWindow } from '../files/use-window';
import { useUndo } from '../undo/undo-store';
import { obstacleToUndo } from './effect-words';
import { HistoryLine, notesOf } from './history-line';
import { DAY, LINE, linePlaces } from './line-places';
import { takeBack } from './take-back';
import { t } from '../../../shared/words/words';
import styles from './history-grid.module.css';

const HEAD = 28;
const COVERED = HEAD + DAY;
const HEADS = { time: t('Time'), event: t('Event'), file: t('File'), folder: t('Folder'), outcome: t('Outcome'), trigger: t('Trigger'), took: t('Took') } as const;
/** Most of a clock's signs are figures; the others are narrower. */
const WIDTHS = { '--clock': `${CLOCK_FIGURES * 0.9}ch` } as CSSProperties;
const MINUTE_MS = 60_000;

interface Props {
  rows: PagedRows<Line>;
  selectedId: number | null;
  onSelect: (line: Line) => void;
  onOpen: (line: Line) => void;
  /** Another one begins at the top. */
  listKey: string;
  empty: ReactNode;
}

/** What has happened, newest first, by days; of any number of lines only those in view exist. */
export function HistoryGrid({ rows, selectedId, onSelect, onOpen, listKey, empty }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const now = useNow(MINUTE_MS);
  const total = rows.total ?? 0;
  const { version } = rows;
  // What has been read changes with the version only.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const places = useMemo(() => linePlaces(rows.read().map(([index, line]) => [index, { settledAt: line.settledAt, notes: notesOf(line) }]), total), [rows, version, total]);

  const { cursorId, setCursorId, onKey } = useCursor({
    rows,
    selectedId,
    pageRows: () => Math.max(1, Math.floor(((frame.current?.clientHeight ?? 0) - COVERED) / LINE) - 1),
    scrollTo: (index) => scrollToRow(frame.current, places.topOf(index), places.heightOf(index), COVERED),
    // Moving along the lines shows each only beside an open one.
    onMove: (line) => selectedId !== null && onSelect(line),
  });
  const moved = useAnchor({ frame, rows, places, covered: COVERED, listKey, cursorId });
  const { first, last, top } = useWindow(frame, places, total, moved);
  useEffect(() => rows.show(first, last), [rows, first, last]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (onKey(event) || cursorId === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = rows.rowAt(rows.indexOf(cursorId) ?? -1);
    if (!line) return;
    if (event.key === 'Enter') onOpen(line);
    else if (event.key === 'u') takeBackOf(line);
    else return;
    event.preventDefault();
  };
  const choose = (line: Line): void => {
    setCursorId(line.id);
    onSelect(line);
  };

  const atTop = rows.rowAt(Math.min(top, total - 1));
  return (
    <div className={styles.grid} style={WIDTHS}>
      <div
        className={styles.frame}
        ref={frame}
        role="grid"
        aria-label={t('History')}
        aria-rowcount={total + 1}
        aria-colcount={Object.keys(HEADS).length}
        aria-busy={rows.isReplacing}
        aria-activedescendant={cursorId !== null && rows.indexOf(cursorId) !== undefined ? `${id}-${cursorId}` : undefined}
        tabIndex={0}
        data-list
        data-empty={total === 0}
        data-testid="history-grid"
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={styles.headGroup}>
          <div className={styles.head} role="row" aria-rowindex={1}>
            {Object.entries(HEADS).map(([id, head]) => (
              <span key={id} role="columnheader" className={styles[id]}>
                {head}
              </span>
            ))}
          </div>
        </div>
        {total === 0 ? null : (
          <div className={styles.dayNow} aria-hidden data-testid="history-day">
            {atTop ? formatDay(atTop.settledAt, now) : ''}
          </div>
        )}
        <div role="presentation" className={styles.all} style={{ height: places.end }}>
          {daysOf(rows, first, Math.min(last, total - 1)).map((group) => (
            <div
              key={group.key}
              role="rowgroup"
              className={styles.group}
              aria-label={group.at === null ? undefined : formatDay(group.at, now)}
            >
              {places.beginsDay(group.first) && group.at !== null ? (
                <div aria-hidden className={styles.day} style={placed(places.topOf(group.first) - DAY, DAY)}>
                  {formatDay(group.at, now)}
                </div>
              ) : null}
              {group.lines.map(({ index, line }) => (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={line?.id ?? `place-${index}`}
                  id={line && `${id}-${line.id}`}
                  className={styles.row}
                  role="row"
                  aria-rowindex={index + 2}
                  aria-selected={line !== undefined && line.id === selectedId}
                  data-cursor={line !== undefined && line.id === cursorId}
                  data-testid="history-row"
                  data-state={line?.type === 'job' ? line.state : undefined}
                  style={placed(places.topOf(index), places.heightOf(index))}
                  onClick={() => line && choose(line)}
                  onDoubleClick={() => line && onOpen(line)}
                >
                  {line ? <HistoryLine line={line} /> : <span role="gridcell" className={styles.place} aria-label={t('Loading')} />}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
      {total === 0 ? <ListInstead total={rows.total} error={rows.error} empty={empty} /> : null}
    </div>
  );
}

/** By key, what the button does; where there is no way back, the reason is told. */
function takeBackOf(line: Line): void {
  const { effects } = line;
  const ids = effects.filter((effect) => obstacleToUndo(effect) === null).map(({ id }) => id);
  const [first] = effects;
  if (ids.length > 1) useUndo.getState().ask({ scope: { ids }, subject: line.type === 'job' ? line.name : line.source });
  else if (ids.length > 0) takeBack(ids);
  else tell(first ? (obstacleToUndo(first) ?? '') : t('Nothing was done to this file.'));
}

function placed(top: number, height: number): CSSProperties {
  return { height, transform: `translateY(${top}px)` };
}

interface Day {
  key: string;
  /** Its midnight. */
  day: number | null;
  first: number;
  /** Any moment of the day; null while none of its lines has been read. */
  at: number | null;
  lines: { index: number; line: Line | undefined }[];
}

/** The lines from `first` to `last`, by days; lines that have not been read go with those before them. */
function daysOf(rows: PagedRows<Line>, first: number, last: number): Day[] {
  const days: Day[] = [];
  let current: Day | undefined;
  for (let index = first; index <= last; index += 1) {
    const line = rows.rowAt(index);
    const day: number | null = line ? startOfDay(line.settledAt) : null;
    if (!current || (day !== null && day !== current.day)) {
      const isKnown = days.some((one) => one.day === day);
      current = { key: isKnown ? `${day}-${index}` : String(day), day, first: index, at: line?.settledAt ?? null, lines: [] };
      days.push(current);
    }
    current.lines.push({ index, line });
  }
  return days;
}
