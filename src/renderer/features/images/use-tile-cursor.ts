import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { FileRows } from '../../engine-client/use-file-rows';

interface Options {
  rows: FileRows;
  selectedId: number | null;
  columns: number;
  /** Lines in view. */
  pageLines: () => number;
  scrollTo: (index: number) => void;
  /** With Shift, a move takes everything on its way along. */
  onMove: (id: number, index: number, isExtending: boolean) => void;
}

/** The tile that keys act on, held by id so that it stays with its file; arrows move in lines and columns, without wrap-around. */
export function useTileCursor({ rows, selectedId, columns, pageLines, scrollTo, onMove }: Options) {
  const [cursorId, setCursorId] = useState<number | null>(selectedId);
  const lastIndex = useRef(-1);
  /** A tile further off that has not been read yet. */
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
    onMove(row.id, index, isExtending);
  };

  const { version } = rows;
  useEffect(() => {
    const wanted = awaited.current;
    if (wanted && rows.rowAt(wanted.index)) moveTo(wanted.index, wanted.isExtending);
    // Only new rows can bring the awaited one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [version]);

  const place = (): number => awaited.current?.index ?? found ?? Math.min(lastIndex.current, (rows.total ?? 0) - 1);

  return {
    cursorId,
    setCursorId,
    /** To a neighbour, from wherever it is asked. */
    step: (by: 1 | -1): void => moveTo(place() + by, false),
    /** @returns whether the key moved it */
    onKey: (event: KeyboardEvent): boolean => {
      if (event.ctrlKey || event.metaKey || event.altKey || !rows.total) return false;
      const target = targetOf(event.key, place(), { columns, page: pageLines() * columns, total: rows.total });
      if (target === null) return false;
      event.preventDefault();
      moveTo(target, event.shiftKey);
      return true;
    },
  };
}

/** Where a key leads from a tile; from none, to the first. */
function targetOf(key: string, from: number, { columns, page, total }: { columns: number; page: number; total: number }): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return total - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    j: columns,
    ArrowUp: -columns,
    k: -columns,
    PageDown: page,
    PageUp: -page,
  };
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (step === undefined) return null;
  if (from < 0) return 0;
  const target = from + step;
  if (target >= 0 && target < total) return target;
  // A page beyond the end leads to it; a line beyond the end leads to the last line, where that is another one.
  if (Math.abs(step) > columns || (target >= total && Math.floor(from / columns) < Math.floor((total - 1) / columns))) return target < 0 ? 0 : total - 1;
  return from;
}
