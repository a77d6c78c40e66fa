import type { GreyPicture } from '../picture/grey-picture';
import type { Boxes } from './boxes';

export interface Components extends Boxes {
  /** Dark pixels of each. */
  readonly area: Int32Array;
  /** Dark pixels of all, those beyond the limit included. */
  readonly inkPixels: number;
  /** Whether there were more than the limit; then these are the ones that begin first from above. */
  readonly isCut: boolean;
}

/** Far more than letters fit on a page; noise and half-tones beyond are not worth the time. */
const MAX_RUNS = 1_500_000;

/**
 * Connected groups (touching by side or corner) of pixels that are at most `threshold`: runs of each row are joined
 * with those of the row above.
 */
export function findComponents({ data, width, height }: GreyPicture, threshold: number): Components {
  const parents: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const rows: number[] = [];
  const rootOf = (run: number): number => {
    let root = run;
    for (let parent = parents[root] ?? root; parent !== root; parent = parents[root] ?? root) {
      const above = parents[parent] ?? parent;
      parents[root] = above;
      root = above;
    }
    return root;
  };
  let [firstAbove, inkPixels, isCut] = [0, 0, false];
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const endOfAbove = parents.length;
    let candidate = firstAbove;
    for (let x = 0; x < width; x++) {
      if ((data[row + x] ?? 255) > threshold) continue;
      const start = x;
      while (x < width && (data[row + x] ?? 255) <= threshold) x++;
      inkPixels += x - start;
      if (parents.length >= MAX_RUNS) {
        isCut = true;
        continue;
      }
      const run = parents.length;
      parents.push(run);
      starts.push(start);
      ends.push(x - 1);
      rows.push(y);
      while (candidate < endOfAbove && (ends[candidate] ?? 0) < start - 1) candidate++;
      for (let other = candidate; other < endOfAbove && (starts[other] ?? 0) <= x; other++) {
        const [mine, theirs] = [rootOf(run), rootOf(other)];
        if (mine !== theirs) parents[Math.max(mine, theirs)] = Math.min(mine, theirs);
      }
    }
    firstAbove = endOfAbove;
  }
  return { ...boxesOf(parents, rootOf, starts, ends, rows), inkPixels, isCut };
}

function boxesOf(
  parents: number[],
  rootOf: (run: number) => number,
  starts: number[],
  ends: number[],
  rows: number[],
): Boxes & { area: Int32Array } {
  const numbers = new Int32Array(parents.length);
  let count = 0;
  for (let run = 0; run < parents.length; run++) if (parents[run] === run) numbers[run] = count++;
  const left = new Int32Array(count).fill(0x7fffffff);
  const top = new Int32Array(count).fill(0x7fffffff);
  const right = new Int32Array(count);
  const bottom = new Int32Array(count);
  const area = new Int32Array(count);
  for (let run = 0; run < parents.length; run++) {
    const at = numbers[rootOf(run)] ?? 0;
    const [start, end, y] = [starts[run] ?? 0, ends[run] ?? 0, rows[run] ?? 0];
    if (start < (left[at] ?? 0)) left[at] = start;
    if (end > (right[at] ?? 0)) right[at] = end;
    if (y < (top[at] ?? 0)) top[at] = y;
    if (y > (bottom[at] ?? 0)) bottom[at] = y;
    area[at] = (area[at] ?? 0) + end - start + 1;
  }
  return { count, left, top, right, bottom, area };
}
