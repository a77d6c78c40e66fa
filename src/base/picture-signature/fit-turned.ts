import { align, finelyOverlayOf, type Placement } from './align';
import { isBounded, LEAST_COVERAGE, marginOf, type CloseFit } from './close-fit';
import { isStrange, restOf, soften } from './fit-exactly';
import { GREY_SIDE, type ComparedPicture } from './signature-format';
import { correlationOf, meansOf, sumsOf } from './sums';
import { matchTones } from './tones';
import { turnGrid, type Turn } from './turn';

const MOST_STARTS = 2;
const LEAST_MIDDLE = 0.9;

/** Two pictures of which one is the other but for a small turn, and for its edges. */
export interface TurnedFit {
  /** How the second has to be laid to lie as the first does, but for the small turn. */
  readonly turn: Turn;
  readonly placement: Placement;
  /** Correlation of all that both show. */
  readonly whole: number;
  /** Mean level of the second less that of the first, of what both show. */
  readonly brightness: number;
}

/**
 * Null where the pictures differ, be it in one place, by more than saving, scaling and a small turn explain.
 *
 * @param fits by `fitClosely`
 */
export function fitTurned(a: ComparedPicture, b: ComparedPicture, fits: readonly CloseFit[], isOnPaper: () => boolean): TurnedFit | null {
  for (const { turn, placement, score, isHeld } of fits.slice(0, MOST_STARTS)) {
    const found = isHeld || score < LEAST_MIDDLE ? null : layTurned(a, b, turn, placement, isOnPaper);
    if (found) return found;
  }
  return null;
}

function layTurned(a: ComparedPicture, b: ComparedPicture, turn: Turn, start: Placement, isOnPaper: () => boolean): TurnedFit | null {
  const side = GREY_SIDE;
  const margin = marginOf(side);
  const grey = turnGrid(b.grey, side, turn);
  const placement = align(a.grey, grey, side, start, 6, margin);
  if (!isBounded(placement)) return null;
  const seen = finelyOverlayOf(grey, side, placement, margin);
  if (seen.coverage < LEAST_COVERAGE) return null;
  const { levels, isCovered } = seen;
  const noExcess = new Float32Array(levels.length);
  const sums = sumsOf(a.grey, levels, isCovered);
  const { gain, offset } = matchTones({ levels: a.grey, excess: noExcess }, { levels, excess: noExcess }, isCovered, sums);
  if (!(gain > 0)) return null;
  const rest = restOf(levels, a.grey, { gain, offset }, isCovered);
  const pixelsPerCell = Math.min(a.width * a.height, b.width * b.height) / side ** 2;
  if (isStrange({ rest: soften(rest, isCovered), levels, isCovered, clipped: null, pixelsPerCell }, 'moved', isOnPaper)) return null;
  const [meanOfFirst, meanOfSecond] = meansOf(sums);
  return { turn, placement, whole: correlationOf(sums), brightness: meanOfSecond - meanOfFirst };
}
