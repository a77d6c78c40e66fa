import { align, correlate, overlayOf, type Placement } from './align';
import type { CoarseFit } from './coarse-fit';
import { COARSE_SIDE, type ComparedPicture } from './signature-format';
import { turnGrid } from './turn';

/** Of each side: there a picture that was turned slightly shows the corners of what is behind it. */
const MARGIN = 0.1;
/** What both show within their margins, of the whole. */
export const LEAST_COVERAGE = 0.25;
const MOST_STARTS = 3;
/** Correlation of the middles, below which no finer look finds more. */
const LEAST_CLOSE = 0.8;

/** A coarse fit, moved to where it fits best. */
export type CloseFit = CoarseFit;

/** In cells. */
export const marginOf = (side: number): number => Math.round(MARGIN * side);

/**
 * The likeliest of the coarse fits, each moved, scaled and turned a little to fit best; those left out that then still
 * fit badly. Far less work than the finer looks that strangers are spared by it.
 */
export function fitClosely(a: ComparedPicture, b: ComparedPicture, fits: readonly CoarseFit[]): CloseFit[] {
  const first = Float32Array.from(a.coarse);
  const second = Float32Array.from(b.coarse);
  const close: CloseFit[] = [];
  for (const { turn, placement } of fits.slice(0, MOST_STARTS)) {
    const found = alignWithin(first, turnGrid(second, COARSE_SIDE, turn), COARSE_SIDE, placement, 4);
    if (found && found.score >= LEAST_CLOSE) close.push({ turn, ...found });
  }
  return close;
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
