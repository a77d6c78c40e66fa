import { LEAST_DISTANCE, MOST_CORNERS, type CornerCandidates } from './corner-candidates';
import { cornerValue } from './corner-value';
import type { UprightView } from './upright-view';

const QUALITY = 0.01;

/**
 * How many corners OpenCV's goodFeaturesToTrack (1000, 0.01, 10) finds: candidates from the best to the worst, of equal
 * ones the later first, each at a distance from those already taken.
 */
export function countCorners(candidates: CornerCandidates, view: UprightView): number {
  const { strongest } = candidates;
  const threshold = fround(cornerValue(view, strongest.x, strongest.y) * QUALITY);
  const ordered = candidates
    .list()
    .map((candidate) => ({ ...candidate, value: cornerValue(view, candidate.x, candidate.y) }))
    .filter(({ value }) => value > threshold && value > 0)
    .sort((a, b) => b.value - a.value || b.y - a.y || b.x - a.x);
  const taken = new TakenCorners(view.width);
  for (const { x, y, value, isCertain } of ordered) {
    if (!taken.hasRoomFor(x, y) || !(isCertain || isLargest(view, x, y, value))) continue;
    taken.add(x, y);
    if (taken.count === MOST_CORNERS) break;
  }
  return taken.count;
}

const { fround } = Math;

function isLargest(view: UprightView, x: number, y: number, value: number): boolean {
  for (let j = y - 1; j <= y + 1; j += 1) {
    for (let i = x - 1; i <= x + 1; i += 1) {
      if ((i !== x || j !== y) && cornerValue(view, i, j) > value) return false;
    }
  }
  return true;
}

/** Corners in cells as wide as their least distance: only the cells around one have to be asked. */
class TakenCorners {
  count = 0;
  private readonly cells = new Map<number, { x: number; y: number }[]>();
  private readonly columns: number;

  constructor(width: number) {
    this.columns = Math.ceil(width / LEAST_DISTANCE) + 2;
  }

  hasRoomFor(x: number, y: number): boolean {
    const cell = this.cellOf(x, y);
    for (let row = -this.columns; row <= this.columns; row += this.columns) {
      for (let step = -1; step <= 1; step += 1) {
        for (const other of this.cells.get(cell + row + step) ?? []) {
          if ((other.x - x) ** 2 + (other.y - y) ** 2 < LEAST_DISTANCE ** 2) return false;
        }
      }
    }
    return true;
  }

  add(x: number, y: number): void {
    const cell = this.cellOf(x, y);
    this.cells.set(cell, [...(this.cells.get(cell) ?? []), { x, y }]);
    this.count += 1;
  }

  private cellOf = (x: number, y: number): number => (Math.trunc(y / LEAST_DISTANCE) + 1) * this.columns + Math.trunc(x / LEAST_DISTANCE) + 1;
}
