import { BestFirst } from './best-first';
import { MOST_CORNERS, type CornerCandidate, type CornerCandidates } from './corner-candidates';
import { CORNER_UNIT, cornerValue } from './corner-value';
import { TakenCorners } from './taken-corners';
import type { UprightView } from './upright-view';

const QUALITY = 0.01;

interface ValuedCandidate extends CornerCandidate {
  readonly value: number;
}

/**
 * How many corners OpenCV's goodFeaturesToTrack (1000, 0.01, 10) finds: candidates from the best to the worst, of equal
 * ones the later first, each at a distance from those already taken. OpenCV's value is computed only of those that are
 * at a distance when their turn might come.
 */
export function countCorners(candidates: CornerCandidates, view: UprightView): number {
  const { strongest } = candidates;
  const threshold = Math.fround(cornerValue(view, strongest.x, strongest.y) * QUALITY);
  const taken = new TakenCorners(view.width, view.height);
  const waiting = new BestFirst(isBefore);
  const takeDownTo = (limit: number): void => {
    for (let best = waiting.top; best && best.value > limit && taken.count < MOST_CORNERS; best = waiting.top) {
      waiting.drop();
      if (taken.hasRoomFor(best.x, best.y) && (best.isCertain || isLargest(view, best))) taken.add(best.x, best.y);
    }
  };
  /** False when no more is wanted. */
  const consider = ({ x, y, upper, isCertain }: CornerCandidate): boolean => {
    const limit = upper * CORNER_UNIT;
    takeDownTo(limit);
    if (limit <= threshold || taken.count === MOST_CORNERS) return false;
    if (!taken.hasRoomFor(x, y)) return true;
    const value = cornerValue(view, x, y);
    if (value > threshold && value > 0) waiting.add({ x, y, upper, isCertain, value });
    return true;
  };
  for (const part of candidates.fromTheTop()) if (!part.every((number) => consider(candidates.candidate(number)))) break;
  takeDownTo(0);
  return taken.count;
}

const isBefore = (a: ValuedCandidate, b: ValuedCandidate): boolean => (a.value !== b.value ? a.value > b.value : a.y !== b.y ? a.y > b.y : a.x > b.x);

function isLargest(view: UprightView, { x, y, value }: ValuedCandidate): boolean {
  for (let j = y - 1; j <= y + 1; j += 1) {
    for (let i = x - 1; i <= x + 1; i += 1) {
      if ((i !== x || j !== y) && cornerValue(view, i, j) > value) return false;
    }
  }
  return true;
}
