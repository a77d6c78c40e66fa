import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import type { PagedRows } from '../../engine-client/paged-rows';
import { ErrorNote } from '../../parts/error-note';
import { Skeleton } from '../../parts/skeleton';
import { GridHead } from './grid-head';
import { GridRow } from './grid-row';
import { useAnchor } from './use-anchor';
import { useCursor } from './use-cursor';
import styles from './file-grid.module.css';

const HEAD = 28;
const ROW = 32;
const ROW_WITH_SNIPPET = 52;

interface Props {
  rows: PagedRows;
  label: string;
  selectedId: number | null;
  /** A row was chosen, by pointer or by moving onto it (`onMove`). */
  onSelect: (id: number) => void;
  onMove?: (id: number) => void;
  onOpen: (id: number) => void;
  onRetry?: (row: FileRow) => void;
  hasSnippets: boolean;
  /** Another one begins at the top. */
  listKey: string;
  empty: ReactNode;
}

/** What stands in place of rows. While the engine is away, the banner says so and the list waits. */
function Instead({ rows, empty }: { rows: PagedRows; empty: ReactNode }): ReactNode {
  const isAway = rows.error?.code === 'peer.gone';
  return (
    <div className={styles.instead}>
      {rows.error && !isAway ? (
        <ErrorNote error={rows.error} />
      ) : rows.total === null || isAway ? (
        <Skeleton rows={10} />
      ) : (
        empty
      )}
    </div>
  );
}

/** The one list of files: any number of rows, of which only those in view exist. */
export function FileGrid(props: Props): ReactNode {
  const { rows, label, selectedId, onSelect, onMove, onOpen, onRetry, hasSnippets, listKey, empty } = props;
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowHeight = hasSnippets ? ROW_WITH_SNIPPET : ROW;
  const total = rows.total ?? 0;

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows.rowAt(index)?.id ?? `place-${index}`,
    overscan: 6,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const { cursorId, setCursorId, onKey } = useCursor({
    rows,
    selectedId,
    pageRows: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight) - 1),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    onMove: (row) => onMove?.(row.id),
  });

  useAnchor({ frame, rows, rowHeight, listKey, cursorId });

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? first;
  useEffect(() => rows.show(first, last), [rows, first, last]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (onKey(event) || cursorId === null || event.ctrlKey || event.metaKey) return;
    const row = rows.rowAt(rows.indexOf(cursorId) ?? -1);
    if (event.key === 'Enter') onOpen(cursorId);
    else if (event.key === 'r' && row && onRetry) onRetry(row);
    else return;
    event.preventDefault();
  };

  const choose = (fileId: number): void => {
    setCursorId(fileId);
    onSelect(fileId);
  };

  return (
    <div className={styles.grid}>
      <div
        className={styles.frame}
        ref={frame}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-busy={rows.isReplacing}
        aria-activedescendant={cursorId !== null && rows.indexOf(cursorId) !== undefined ? `${id}-${cursorId}` : undefined}
        tabIndex={0}
        data-list
        data-empty={total === 0}
        data-testid="file-grid"
        onKeyDown={onKeyDown}
      >
        <GridHead />
        <div role="rowgroup" className={styles.all} style={{ height: total === 0 ? 0 : virtualizer.getTotalSize() - HEAD }}>
          {items.map((item) => {
            const row = rows.rowAt(item.index);
            return (
              <GridRow
                key={item.key}
                domId={row && `${id}-${row.id}`}
                index={item.index}
                top={item.start - HEAD}
                height={rowHeight}
                row={row}
                isSelected={row !== undefined && row.id === selectedId}
                hasCursor={row !== undefined && row.id === cursorId}
                hasSnippet={hasSnippets}
                onChoose={choose}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
      {total === 0 ? <Instead rows={rows} empty={empty} /> : null}
    </div>
  );
}
