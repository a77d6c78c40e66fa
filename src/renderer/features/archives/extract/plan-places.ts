import type { Places } from '../../files/use-anchor';
import type { PlanRow } from './plan-rows';

/** Pixels: a line, and each line of a note below it. */
const LINE = 28;
const NOTE_LINE = 16;
/** Below the last line of a note. */
const NOTE_END = 6;
/** Narrower than this a note does not fit beside the name. */
const ROOM_BESIDE = 760;
/** What stands beside a note, and the widest that its letters are on average. */
const NOTE_MARGIN = 44;
const LETTER = 6.6;
const MOST_NOTE_LINES = 6;

export interface PlanPlaces extends Places {
  heightOf(index: number): number;
  /** All lines together. */
  readonly end: number;
  /** Notes stand below names, not beside them. */
  readonly isNarrow: boolean;
}

/** Where the lines of a plan lie in a list of `width` pixels: a note is told in full, below the name where there is no room beside it. */
export function planPlaces(rows: readonly PlanRow[], width: number): PlanPlaces {
  const isNarrow = width > 0 && width < ROOM_BESIDE;
  const tops = new Float64Array(rows.length + 1);
  const perLine = Math.max(20, Math.floor((width - NOTE_MARGIN) / LETTER));
  rows.forEach((row, index) => {
    const note = isNarrow ? noteOf(row) : null;
    const below = note === null ? 0 : Math.min(MOST_NOTE_LINES, Math.ceil(note.length / perLine)) * NOTE_LINE + NOTE_END;
    tops[index + 1] = (tops[index] ?? 0) + LINE + below;
  });
  const topOf = (index: number): number => tops[index] ?? 0;
  return {
    topOf,
    heightOf: (index) => topOf(index + 1) - topOf(index),
    indexFrom: (top) => {
      let [low, high] = [0, rows.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (topOf(middle) < top) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    end: topOf(rows.length),
    isNarrow,
  };
}

export const noteOf = (row: PlanRow): string | null => (row.kind === 'folder' ? row.note : row.line.note);
