import type { Boxes } from './boxes';

export interface Neighbours {
  /** For each box the next one to the right on its line, or -1. */
  readonly next: Int32Array;
  /** Empty pixels between the two; negative when they overlap. */
  readonly gap: Int32Array;
}

/** Letters of one word stand closer than this, in heights of the taller one. */
const REACH_IN_WORDS = 1;
const MAX_HEIGHT_RATIO = 2.6;

/**
 * Pairs each box with its nearest to the right that shares half of its height and is about as tall; `reach` in heights
 * of the taller one.
 */
export function findNeighbours({ count, left, top, right, bottom }: Boxes, reach = REACH_IN_WORDS): Neighbours {
  const order = Int32Array.from({ length: count }, (_, index) => index).sort((a, b) => (left[a] ?? 0) - (left[b] ?? 0));
  const next = new Int32Array(count).fill(-1);
  const gap = new Int32Array(count);
  for (let place = 0; place < count; place++) {
    const one = order[place] ?? 0;
    const height = (bottom[one] ?? 0) - (top[one] ?? 0) + 1;
    let nearest = height * MAX_HEIGHT_RATIO * reach;
    for (let later = place + 1; later < count; later++) {
      const other = order[later] ?? 0;
      const distance = (left[other] ?? 0) - (right[one] ?? 0) - 1;
      if (distance > nearest) break;
      const otherHeight = (bottom[other] ?? 0) - (top[other] ?? 0) + 1;
      const [low, high] = height < otherHeight ? [height, otherHeight] : [otherHeight, height];
      if (high > low * MAX_HEIGHT_RATIO || distance > high * reach || distance < -low) continue;
      const shared = Math.min(bottom[one] ?? 0, bottom[other] ?? 0) - Math.max(top[one] ?? 0, top[other] ?? 0) + 1;
      if (shared * 2 < low) continue;
      nearest = distance;
      next[one] = other;
      gap[one] = distance;
    }
  }
  return { next, gap };
}
