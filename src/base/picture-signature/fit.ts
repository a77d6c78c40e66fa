import { align, correlate, finelyOverlayOf, overlayOf, type Overlay, type Placement } from './align';
import type { CoarseFit } from './coarse-fit';
import { coarsen } from './coarsen';
import { COARSE_SIDE, GREY_SIDE, type ComparedPicture } from './signature-format';
import { turnGrid, type Turn } from './turn';

/** What pictures that are only alike have in common is seen at half the fineness. */
export const FIT_SIDE = GREY_SIDE / 2;
const LEAST_FINE = 0.8;
const MOST_STARTS = 3;
/** From here on no other way of laying it is tried. */
const CERTAIN = 0.995;
/** What is scaled further, or overlaps less, proves nothing. */
const LEAST_AREA = 0.4;
const LEAST_COVERAGE = 0.45;

/** How the second of two pictures lies over the first. */
export interface Fit {
  /** How the second has to be laid to lie as the first does. */
  readonly turn: Turn;
  readonly placement: Placement;
  /** `FIT_SIDE` squared. */
  readonly first: Float32Array;
  readonly second: Overlay;
}

/**
 * The best fit of the second picture to the first; null where there is none.
 *
 * @param fits by `fitCoarsely`: where to begin
 */
export function fitPictures(a: ComparedPicture, b: ComparedPicture, fits: readonly CoarseFit[]): Fit | null {
  const coarseFirst = Float32Array.from(a.coarse);
  const coarseSecond = Float32Array.from(b.coarse);
  let best: (Candidate & { turn: Turn }) | null = null;
  for (const { turn, placement } of fits.slice(0, MOST_STARTS)) {
    const found = refine(coarseFirst, turnGrid(coarseSecond, COARSE_SIDE, turn), COARSE_SIDE, placement, 3);
    if (!best || found.score > best.score) best = { turn, ...found };
    if (best.score > CERTAIN) break;
  }
  if (!best) return null;
  const { turn } = best;
  const first = coarsen(a.grey, GREY_SIDE, FIT_SIDE);
  const second = turnGrid(coarsen(b.grey, GREY_SIDE, FIT_SIDE), FIT_SIDE, turn);
  const { placement, score } = refine(first, second, FIT_SIDE, best.placement, 6);
  return score < LEAST_FINE ? null : { turn, placement, first, second: finelyOverlayOf(second, FIT_SIDE, placement) };
}

interface Candidate {
  readonly placement: Placement;
  readonly score: number;
}

/** Aligns from `start`, and stays there where aligning made it no better or ran away. */
function refine(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number): Candidate {
  const before = judge(first, second, side, start);
  const after = judge(first, second, side, align(first, second, side, start, rounds));
  return after.score >= before.score ? after : before;
}

function judge(first: Float32Array, second: Float32Array, side: number, placement: Placement): Candidate {
  const [a, b, c, d, e, f] = placement;
  const area = a * e - b * d;
  const isSane = placement.every(Number.isFinite) && area > LEAST_AREA && area < 1 / LEAST_AREA && Math.abs(c) < 1 && Math.abs(f) < 1;
  const overlay = isSane ? overlayOf(second, side, placement) : null;
  return { placement, score: overlay && overlay.coverage >= LEAST_COVERAGE ? correlate(first, overlay) : -1 };
}
