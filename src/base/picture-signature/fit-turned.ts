import { align, correlate, overlayOf, readCubic, type Placement } from './align';
import type { CoarseFit } from './coarse-fit';
import { LIMITS, soften } from './fit-exactly';
import { MIDDLE_SIDE, middleOf } from './middle';
import { COARSE_SIDE, GREY_SIDE, type ComparedPicture } from './signature-format';
import { strangenessOf } from './strangeness';
import { matchTones, meanWithin } from './tones';
import { turnGrid, type Turn } from './turn';

/** Of each side: there a picture that was turned slightly shows the corners of what is behind it. */
const MARGIN = 0.1;
const MOST_STARTS = 2;
const LEAST_COARSE = 0.8;
const LEAST_MIDDLE = 0.9;
const LEAST_COVERAGE = 0.4;

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
 * @param fits by `fitCoarsely`
 */
export function fitTurned(a: ComparedPicture, b: ComparedPicture, fits: readonly CoarseFit[], isOnPaper: boolean): TurnedFit | null {
  const coarseFirst = Float32Array.from(a.coarse);
  for (const { turn, placement } of fits.slice(0, MOST_STARTS)) {
    const coarse = refine(coarseFirst, turnGrid(Float32Array.from(b.coarse), COARSE_SIDE, turn), COARSE_SIDE, placement, 4);
    if (!coarse || coarse.score < LEAST_COARSE) continue;
    const middle = refine(middleOf(a), turnGrid(middleOf(b), MIDDLE_SIDE, turn), MIDDLE_SIDE, coarse.placement, 5);
    if (!middle || middle.score < LEAST_MIDDLE) continue;
    const found = layTurned(a, b, turn, middle.placement, isOnPaper);
    if (found) return found;
  }
  return null;
}

function refine(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number): { placement: Placement; score: number } | null {
  const margin = Math.round(MARGIN * side);
  const placement = align(first, second, side, start, rounds, margin);
  if (!placement.every((part) => Math.abs(part) < 2)) return null;
  const overlay = overlayOf(second, side, placement, undefined, margin);
  return overlay.coverage < LEAST_COVERAGE ? null : { placement, score: correlate(first, overlay) };
}

function layTurned(a: ComparedPicture, b: ComparedPicture, turn: Turn, start: Placement, isOnPaper: boolean): TurnedFit | null {
  const side = GREY_SIDE;
  const margin = Math.round(MARGIN * side);
  const grey = turnGrid(b.grey, side, turn);
  const placement = align(a.grey, grey, side, start, 6, margin);
  if (!placement.every((part) => Math.abs(part) < 2)) return null;
  const seen = overlayOf(grey, side, placement, readCubic, margin);
  if (seen.coverage < LEAST_COVERAGE) return null;
  const { levels, isCovered } = seen;
  const noExcess = new Float32Array(levels.length);
  const { gain, offset } = matchTones({ levels: a.grey, excess: noExcess }, { levels, excess: noExcess }, isCovered);
  if (!(gain > 0)) return null;
  const rest = levels.map((level, at) => (isCovered[at] === 1 ? level - gain * a.grey[at]! - offset : 0));
  const pixelsPerCell = Math.min(a.width * a.height, b.width * b.height) / side ** 2;
  const strangeness = strangenessOf({ rest: soften(rest, isCovered), levels, isCovered, clipped: null, side, pixelsPerCell });
  if (strangeness > (isOnPaper ? LIMITS.paper : LIMITS.other).moved) return null;
  return { turn, placement, whole: correlate(a.grey, seen), brightness: meanWithin(levels, isCovered) - meanWithin(a.grey, isCovered) };
}
