import { ArrowDown, ArrowUp, CircleCheck, LockKeyhole, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { midSentence } from '../../../format/mid-sentence';
import { scrollToRow, useWindow } from '../../files/use-window';
import type { EntryRow, EntrySort, SortColumn } from './entry-rows';
import { EntryLine } from './entry-line';
import { t } from '../../../../shared/words/words';
import styles from './entry-table.module.css';

/** Heights in pixels. */
const ROW = 30;
const HEAD = 28;

interface Column {
  readonly id: SortColumn;
  readonly label: string;
  /** In more words than there is room for. */
  readonly title?: string;
  /** In place of the label, or where there is no room for it. */
  readonly icon?: LucideIcon;
}

const COLUMNS: readonly Column[] = [
  { id: 'name', label: t('Name') },
  { id: 'size', label: t('Size') },
  { id: 'packed', label: t('Packed') },
  { id: 'ratio', label: t('Ratio@@column'), title: t('Packed size in percent of the size') },
  { id: 'modified', label: t('Changed') },
  { id: 'method', label: t('Method') },
  { id: 'crc', label: 'CRC' },
  { id: 'locked', label: '', title: t('Encrypted'), icon: LockKeyhole },
  { id: 'library', label: '', title: t('In your folders already'), icon: CircleCheck },
  { id: 'warnings', label: t('Warnings'), icon: TriangleAlert },
];

/** Columns that are of most use from the largest value on. */
const DOWN_FIRST: ReadonlySet<SortColumn> = new Set(['size', 'packed', 'modified', 'locked', 'library', 'warnings']);

interface Props {
  rows: readonly EntryRow[];
  label: string;
  /** Another one begins at the top. */
  listKey: string;
  cursorKey: string | null;
  onCursor: (row: EntryRow) => void;
  chosen: ReadonlySet<string>;
  onChoose: (keys: ReadonlySet<string>) => void;
  sort: EntrySort;
  onSort: (sort: EntrySort) => void;
  onOpen: (row: EntryRow) => void;
  onUp: () => void;
  onLook: (row: EntryRow) => void;
  empty: ReactNode;
}

/** The lines of a folder or of what was found; of any number only those in view exist. */
export function EntryTable(props: Props): ReactNode {
  const { rows, label, listKey, cursorKey, onCursor, chosen, onChoose, sort, onSort, onOpen, onUp, onLook, empty } = props;
  const frame = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const id = useId();
  const total = rows.length;
  const places = useMemo(() => ({ topOf: (index: number) => index * ROW, indexFrom: (top: number) => Math.ceil(top / ROW) }), []);
  const { first, last } = useWindow(frame, places, total);
  const cursor = useMemo(() => (cursorKey === null ? -1 : rows.findIndex((row) => row.key === cursorKey)), [rows, cursorKey]);

  useLayoutEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
    anchor.current = null;
  }, [listKey]);
  // Once for each line: whoever scrolls away may.
  const shownFor = useRef<string | null>(null);
  useEffect(() => {
    if (cursor < 0 || shownFor.current === cursorKey) return;
    shownFor.current = cursorKey;
    scrollToRow(frame.current, cursor * ROW, ROW, HEAD);
  }, [cursor, cursorKey, listKey]);

  const chooseTo = (index: number): void => {
    anchor.current ??= Math.max(0, cursor);
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
    onChoose(new Set(rows.slice(from, to + 1).map(({ key }) => key)));
  };
  const moveTo = (wanted: number, isExtending: boolean): void => {
    const index = Math.max(0, Math.min(total - 1, wanted));
    const row = rows[index];
    if (!row) return;
    if (isExtending) chooseTo(index);
    else {
      anchor.current = index;
      if (chosen.size > 0) onChoose(new Set());
    }
    scrollToRow(frame.current, index * ROW, ROW, HEAD);
    shownFor.current = row.key;
    onCursor(row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.altKey || event.target !== frame.current) return;
    const row = rows[cursor];
    const page = Math.max(1, Math.floor(((frame.current?.clientHeight ?? 0) - HEAD) / ROW) - 1);
    const moves: Record<string, number> = {
      ArrowDown: cursor + 1,
      j: cursor + 1,
      ArrowUp: cursor - 1,
      k: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: total - 1,
    };
    const target = isCommand || !Object.hasOwn(moves, event.key) ? undefined : moves[event.key];
    if (isCommand && event.key === 'a') onChoose(new Set(rows.map(({ key }) => key)));
    else if (isCommand) return;
    else if (target !== undefined) moveTo(target, event.shiftKey);
    else if (event.key === 'Enter' && row) onOpen(row);
    else if (event.key === 'Backspace') onUp();
    else if (event.key === ' ' && row) onLook(row);
    else if (event.key === 'Escape' && chosen.size > 0) onChoose(new Set());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPress = (row: EntryRow, index: number, event: MouseEvent): void => {
    shownFor.current = row.key;
    if (event.shiftKey) chooseTo(index);
    else if (event.ctrlKey || event.metaKey) {
      const keys = new Set(chosen.size === 0 && cursorKey !== null && cursor >= 0 ? [cursorKey] : chosen);
      if (!keys.delete(row.key)) keys.add(row.key);
      anchor.current = index;
      onChoose(keys);
    } else {
      anchor.current = index;
      if (chosen.size > 0) onChoose(new Set());
    }
    onCursor(row);
  };
  const sortBy = (by: SortColumn): void => onSort({ by, isDown: sort.by === by ? !sort.isDown : DOWN_FIRST.has(by) });

  const latest = useRef({ onPress, onOpen });
  latest.current = { onPress, onOpen };
  const handlers = useMemo(
    () => ({
      press: (row: EntryRow, index: number, event: MouseEvent) => latest.current.onPress(row, index, event),
      open: (row: EntryRow) => latest.current.onOpen(row),
    }),
    [],
  );

  return (
    <div className={styles.table}>
      <div
        className={styles.frame}
        ref={frame}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={COLUMNS.length}
        aria-multiselectable
        aria-activedescendant={cursor >= first && cursor <= last && cursor >= 0 ? `${id}-${cursor}` : undefined}
        tabIndex={0}
        data-entries
        data-empty={total === 0}
        data-testid="entry-table"
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={styles.headGroup}>
          <div className={styles.head} role="row" aria-rowindex={1}>
            {COLUMNS.map((column) => {
              const isSorted = sort.by === column.id;
              const Arrow = sort.isDown ? ArrowDown : ArrowUp;
              return (
                <span key={column.id} role="columnheader" className={styles[column.id]} aria-sort={isSorted ? (sort.isDown ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" tabIndex={-1} title={column.title ?? t('By {column}', { column: midSentence(column.label) })} aria-label={column.title ?? column.label} data-testid={`sort-${column.id}`} onClick={() => sortBy(column.id)}>
                    {column.icon ? <column.icon aria-hidden data-instead={column.label !== ''} /> : null}
                    <span>{column.label}</span>
                    {isSorted ? <Arrow aria-hidden /> : null}
                  </button>
                </span>
              );
            })}
          </div>
        </div>
        <div role="rowgroup" className={styles.all} style={{ height: total * ROW }}>
          {rows.slice(first, last + 1).map((row, at) => {
            const index = first + at;
            return (
              <EntryLine
                key={row.key}
                domId={`${id}-${index}`}
                index={index}
                top={index * ROW}
                row={row}
                isSelected={chosen.size > 0 ? chosen.has(row.key) : index === cursor}
                hasCursor={index === cursor}
                handlers={handlers}
              />
            );
          })}
        </div>
      </div>
      {total === 0 ? empty : null}
    </div>
  );
}
