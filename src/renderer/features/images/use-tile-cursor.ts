import type { KeyboardEvent } from 'react';
import type { FileRow } from '../../../shared/model/file';
import { useHeldCursor, type CursorOptions, type HeldCursor } from '../../state/use-held-cursor';

interface Options extends CursorOptions<FileRow> {
  columns: number;
  /** Lines in view. */
  pageLines: () => number;
}

interface TileCursor extends Pick<HeldCursor, 'cursorId' | 'setCursorId'> {
  /** To a neighbour, from wherever it is asked. */
  step: (by: 1 | -1) => void;
  /** @returns whether the key moved it */
  onKey: (event: KeyboardEvent) => boolean;
}

/** The tile that keys act on; arrows move in lines and columns, without wrap-around. */
export function useTileCursor({ columns, pageLines, ...options }: Options): TileCursor {
  const { cursorId, setCursorId, place, moveTo } = useHeldCursor(options);
  return {
    cursorId,
    setCursorId,
    step: (by) => moveTo(place() + by, false),
    onKey: (event) => {
      const { total } = options.rows;
      if (event.ctrlKey || event.metaKey || event.altKey || !total) return false;
      const target = targetOf(event.key, place(), { columns, page: pageLines() * columns, total });
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
