import { heightOf, widthOf, type Boxes } from './boxes';
import { findNeighbours } from './find-neighbours';

/** More than letters fit on a page: a picture, and long to look through. */
const MAX_PIECES = 30_000;
/** Words of a line stand closer than this, in heights of the taller letter. */
const REACH_IN_LINES = 2;
const MIN_PIECES = 3;
/** Heights; shorter ones may be anything. */
const MIN_LENGTH = 6;
/** Feet or heads of print are level, within a share of its height; gaps are small, and so are differences in height. */
const LEVEL_WITHIN = 0.15;
const LEVEL_SHARE = 0.6;
const MAX_MIDDLE_GAP = 0.5;
const MAX_DIFFERENCE = 1.75;
const ALIKE_SHARE = 0.8;

/**
 * Pieces of print (letters, or words whose letters touch) that stand side by side like a line of text, from left to
 * right: numbers of upright, level boxes. What is scattered, or jumps up and down, is no row.
 */
export function findRows(pieces: Boxes): number[][] {
  if (pieces.count > MAX_PIECES) return [];
  const { next } = findNeighbours(pieces, REACH_IN_LINES);
  const isFollower = new Uint8Array(pieces.count);
  for (const index of next) if (index >= 0) isFollower[index] = 1;
  const isTaken = new Uint8Array(pieces.count);
  const rows: number[][] = [];
  for (let first = 0; first < pieces.count; first++) {
    if (isFollower[first] === 1) continue;
    const row: number[] = [];
    for (let index = first; index >= 0 && isTaken[index] !== 1; index = next[index] ?? -1) {
      isTaken[index] = 1;
      row.push(index);
    }
    if (isLikePrint(pieces, row)) rows.push(row);
  }
  return rows;
}

/** The height in the middle of those of some boxes. */
export function middleHeight(boxes: Boxes, some: readonly number[]): number {
  return middleOf(some.map((index) => heightOf(boxes, index)));
}

function isLikePrint(pieces: Boxes, row: readonly number[]): boolean {
  if (row.length < MIN_PIECES) return false;
  const height = middleHeight(pieces, row);
  const length = row.reduce((sum, index) => sum + widthOf(pieces, index), 0);
  if (length < height * MIN_LENGTH) return false;
  const alike = row.filter((index) => {
    const own = heightOf(pieces, index);
    return own <= height * MAX_DIFFERENCE && height <= own * MAX_DIFFERENCE;
  });
  if (alike.length < row.length * ALIKE_SHARE) return false;
  const gaps = row.slice(1).map((index, before) => (pieces.left[index] ?? 0) - (pieces.right[row[before] ?? 0] ?? 0) - 1);
  if (middleOf(gaps) > height * MAX_MIDDLE_GAP) return false;
  return [pieces.bottom, pieces.top].some((edges) => {
    const line = middleOf(row.map((index) => edges[index] ?? 0));
    const level = row.filter((index) => Math.abs((edges[index] ?? 0) - line) <= Math.max(1, height * LEVEL_WITHIN));
    return level.length >= row.length * LEVEL_SHARE;
  });
}

function middleOf(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
