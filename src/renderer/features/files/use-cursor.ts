import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ListRow, PagedRows } from '../../engine-client/paged-rows';

interface Options<Row extends ListRow> {
  rows: PagedRows<Row>;
  selectedId: number | null;
  pageRows: () => number;
  scrollTo: (index: number) => void;
  /** With Shift, a move takes everything on its way along. */
  onMove: (row: Row, index: number, isExtending: boolean) => void;
}

/**
 * The row that keys act on. It is held by id, so that it stays with its file while the list moves; a file that has
 * left the list leaves the cursor at its place. No wrap-around.
 */
export function useCursor<Row extends ListRow>({ rows, selectedId, pageRows, scrollTo, onMove }: Options<Row>) {
  const [cursorId, setCursorId] = useState<number | null>(selectedId);
  const lastIndex = useRef(-1);
  /** A row further off that has not been read yet. */
  const awaited = useRef<{ index: number; isExtending: boolean } | null>(null);

  useEffect(() => {
    if (selectedId !== null) setCursorId(selectedId);
  }, [selectedId]);

  const found = cursorId === null ? undefined : rows.indexOf(cursorId);
  if (found !== undefined) lastIndex.current = found;

  const moveTo = (wanted: number, isExtending: boolean): void => {
    const index = Math.max(0, Math.min((rows.total ?? 0) - 1, wanted));
    const row = rows.rowAt(index);
    scrollTo(index);
    awaited.current = row ? null : { index, isExtending };
    if (!row) return;
    setCursorId(row.id);
    onMove(row, index, isExtending);
  };

  const { version } = rows;
  useEffect(() => {
    const wanted = awaited.current;
    if (wanted && rows.rowAt(wanted.index)) moveTo(wanted.index, wanted.isExtending);
    // Only new rows can bring the awaited one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [version]);

  const onKey = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const at = awaited.current?.index ?? found ?? Math.min(lastIndex.current, (rows.total ?? 0) - 1);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      PageDown: at + pageRows(),
      PageUp: at - pageRows(),
      Home: 0,
      End: (rows.total ?? 1) - 1,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target === undefined || !rows.total) return false;
    event.preventDefault();
    moveTo(target, event.shiftKey);
    return true;
  };

  return { cursorId, setCursorId, onKey };
}
