import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { FileRow } from '../../../shared/model/file';
import type { PagedRows } from '../../engine-client/paged-rows';

interface Options {
  rows: PagedRows;
  selectedId: number | null;
  pageRows: () => number;
  scrollTo: (index: number) => void;
  onMove: (row: FileRow) => void;
}

/**
 * The row that keys act on. It is held by id, so that it stays with its file while the list moves; a file that has
 * left the list leaves the cursor at its place. No wrap-around.
 */
export function useCursor({ rows, selectedId, pageRows, scrollTo, onMove }: Options) {
  const [cursorId, setCursorId] = useState<number | null>(selectedId);
  const lastIndex = useRef(-1);
  /** A row further off that has not been read yet. */
  const awaited = useRef<number | null>(null);

  useEffect(() => {
    if (selectedId !== null) setCursorId(selectedId);
  }, [selectedId]);

  const found = cursorId === null ? undefined : rows.indexOf(cursorId);
  if (found !== undefined) lastIndex.current = found;

  const moveTo = (wanted: number): void => {
    const index = Math.max(0, Math.min((rows.total ?? 0) - 1, wanted));
    const row = rows.rowAt(index);
    scrollTo(index);
    awaited.current = row ? null : index;
    if (!row) return;
    setCursorId(row.id);
    onMove(row);
  };

  const { version } = rows;
  useEffect(() => {
    if (awaited.current !== null && rows.rowAt(awaited.current)) moveTo(awaited.current);
    // Only new rows can bring the awaited one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [version]);

  const onKey = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const at = awaited.current ?? found ?? Math.min(lastIndex.current, (rows.total ?? 0) - 1);
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
    moveTo(target);
    return true;
  };

  return { cursorId, setCursorId, onKey };
}
