import { startOfDay } from '../../format/time';
import type { Places } from '../files/use-anchor';

export const LINE = 32;
/** More for each note below a line: what was done to the file. */
export const NOTE = 19;
/** Above the first line of a day. */
export const DAY = 30;

interface Line {
  readonly settledAt: number;
  /** Lines of notes below it. */
  readonly notes: number;
}

export interface LinePlaces extends Places {
  heightOf(index: number): number;
  /** Whether another day begins with this line, as far as the lines around it have been read. */
  beginsDay(index: number): boolean;
  /** All lines together. */
  readonly end: number;
}

/**
 * Where the lines lie. Those that have not been read count as plain ones, so that days and notes found later move what
 * lies below them; the anchor of the list makes up for that.
 */
export function linePlaces(read: readonly (readonly [index: number, line: Line])[], total: number): LinePlaces {
  const days = new Set<number>();
  const notes = new Map<number, number>();
  /** Lines that are not plain, and the extra height of all lines up to and with each. */
  const odd: number[] = [];
  const sums: number[] = [];
  let sum = 0;
  let before: readonly [number, Line] | undefined;
  for (const entry of read) {
    const [index, line] = entry;
    if (before && before[0] === index - 1 && startOfDay(before[1].settledAt) !== startOfDay(line.settledAt)) days.add(index);
    if (line.notes > 0) notes.set(index, line.notes * NOTE);
    const extra = (days.has(index) ? DAY : 0) + (notes.get(index) ?? 0);
    if (extra > 0) {
      sum += extra;
      odd.push(index);
      sums.push(sum);
    }
    before = entry;
  }

  /** Extra height of all lines before this one. */
  const extraBefore = (index: number): number => {
    let low = 0;
    let high = odd.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((odd[middle] as number) < index) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (sums[low - 1] as number);
  };
  const topOf = (index: number): number => index * LINE + extraBefore(index) + (days.has(index) ? DAY : 0);
  const indexFrom = (top: number): number => {
    let low = 0;
    let high = total;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (topOf(middle) < top) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    topOf,
    indexFrom,
    heightOf: (index) => LINE + (notes.get(index) ?? 0),
    beginsDay: (index) => days.has(index),
    end: total * LINE + sum,
  };
}
