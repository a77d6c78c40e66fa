import { align, correlate, overlayOf, type Placement } from './align';
import type { CoarseFit } from './coarse-fit';
import { finePartsOf } from './fine-parts';
import { MIDDLE_SIDE, middleOf } from './middle';
import { COARSE_SIDE, type ComparedPicture } from './signature-format';
import { meanWithin } from './tones';
import { turnGrid } from './turn';

/** Of each side: there a picture that was turned slightly shows the corners of what is behind it. */
const MARGIN = 0.1;
/** What both show within their margins, of the whole. */
export const LEAST_COVERAGE = 0.25;
const MOST_STARTS = 3;
/** Correlation of what is seen from afar, below which no finer look finds more. */
const LEAST_CLOSE = 0.8;
/** Nearer by, one of the two must hold: little of their levels is different, or their fine parts agree. Less is asked before they lie as well as they can. */
const NEARER = { before: { restLevels: 8, detail: 0.3 }, after: { restLevels: 3, detail: 0.65 } };

/** A coarse fit, moved to where it fits best. */
export type CloseFit = CoarseFit;

/** In cells. */
export const marginOf = (side: number): number => Math.round(MARGIN * side);

/**
 * The likeliest of the coarse fits, each moved, scaled and turned a little to fit best, from afar and then nearer by; those
 * left out that then still fit badly. Far less work than the finer looks that strangers are spared by it.
 */
export function fitClosely(a: ComparedPicture, b: ComparedPicture, fits: readonly CoarseFit[]): CloseFit[] {
  const first = Float32Array.from(a.coarse);
  const second = Float32Array.from(b.coarse);
  const close: CloseFit[] = [];
  for (const { turn, placement } of fits.slice(0, MOST_STARTS)) {
    const coarse = alignWithin(first, turnGrid(second, COARSE_SIDE, turn), COARSE_SIDE, placement, 4);
    if (!coarse || coarse.score < LEAST_CLOSE) continue;
    const here = middleOf(a);
    const there = turnGrid(middleOf(b), MIDDLE_SIDE, turn);
    if (!mayBeAlike(here, there, coarse.placement, NEARER.before)) continue;
    const middle = alignWithin(here, there, MIDDLE_SIDE, coarse.placement, 4);
    if (middle && mayBeAlike(here, there, middle.placement, NEARER.after)) close.push({ turn, ...middle });
  }
  return close;
}

function mayBeAlike(first: Float32Array, second: Float32Array, placement: Placement, least: typeof NEARER.before): boolean {
  const { levels, isCovered } = overlayOf(second, MIDDLE_SIDE, placement, undefined, marginOf(MIDDLE_SIDE));
  const rest = Math.sqrt(1 - correlate(first, { levels, isCovered }) ** 2) * spreadOf(levels, isCovered);
  if (rest <= least.restLevels) return true;
  return correlate(finePartsOf(first, isCovered, MIDDLE_SIDE), { levels: finePartsOf(levels, isCovered, MIDDLE_SIDE), isCovered }) > least.detail;
}

/** Standard deviation of the cells that count. */
function spreadOf(levels: Float32Array, isCovered: Uint8Array): number {
  const mean = meanWithin(levels, isCovered);
  return Math.sqrt(meanWithin(levels.map((level) => (level - mean) ** 2), isCovered));
}

/** By what lies within the margins of both; null where it runs away. */
export function alignWithin(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number): { placement: Placement; score: number } | null {
  const margin = marginOf(side);
  const placement = align(first, second, side, start, rounds, margin);
  if (!isBounded(placement)) return null;
  const overlay = overlayOf(second, side, placement, undefined, margin);
  return overlay.coverage < LEAST_COVERAGE ? null : { placement, score: correlate(first, overlay) };
}

export const isBounded = (placement: Placement): boolean => placement.every((part) => Math.abs(part) < 2);
