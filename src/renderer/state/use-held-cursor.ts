import { useEffect, useRef, useState } from 'react';
import type { ListRow, PagedRows } from '../engine-client/paged-rows';

export interface CursorOptions<Row extends ListRow> {
  rows: PagedRows<Row>;
  selectedId: number | null;
  scrollTo: (index: number) => void;
  /** With Shift, a move takes everything on its way along. */
  onMove: (row: Row, index: number, isExtending: boolean) => void;
}

export interface HeldCursor {
  cursorId: number | null;
  setCursorId: (id: number | null) => void;
  /** Where it is, or was; -1 before it has been anywhere. */
  place: () => number;
  /** To a place of the list, or the end that is nearest to it. */
  moveTo: (wanted: number, isExtending: boolean) => void;
}

/**
 * The row of a list that keys act on. It is held by id, so that it stays with its file while the list moves; a file that
 * has left the list leaves the cursor at its place.
 */
export function useHeldCursor<Row extends ListRow>({ rows, selectedId, scrollTo, onMove }: CursorOptions<Row>): HeldCursor {
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

  const place = (): number => awaited.current?.index ?? found ?? Math.min(lastIndex.current, (rows.total ?? 0) - 1);
  return { cursorId, setCursorId, place, moveTo };
}
