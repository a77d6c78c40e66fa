import type { Square } from './cascade/square';

/** Two squares show the same face when they have this much of the smaller one in common. */
const SAME_SHARE = 0.5;

/** Of squares that show the same face the surest one. */
export function dropOverlaps<T extends { square: Square; sureness: number }>(found: readonly T[]): T[] {
  const kept: T[] = [];
  for (const one of [...found].sort((a, b) => b.sureness - a.sureness)) {
    if (kept.every((other) => commonShare(one.square, other.square) < SAME_SHARE)) kept.push(one);
  }
  return kept;
}

function commonShare(a: Square, b: Square): number {
  const width = Math.min(a.x + a.side, b.x + b.side) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.side, b.y + b.side) - Math.max(a.y, b.y);
  return (Math.max(0, width) * Math.max(0, height)) / Math.min(a.side, b.side) ** 2;
}
