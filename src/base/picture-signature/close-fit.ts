import { align, correlate, overlayOf, type Placement } from './align';
import type { CoarseFit } from './coarse-fit';
import { finePartsOf } from './fine-parts';
import { MIDDLE_SIDE, middleOf } from './middle';
import { isUnspoilt, shapeOf } from './shape';
import { COARSE_SIDE, type ComparedPicture } from './signature-format';
import { splineOf } from './spline';
import { correlationOf, sumsOf, type PairSums } from './sums';
import { alignTrim, placementOf, trimOf } from './trim';
import { turnGrid } from './turn';

/** Of each side: there a picture that was turned slightly shows the corners of what is behind it. */
const MARGIN = 0.1;
/** What both show within their margins, of the whole. */
export const LEAST_COVERAGE = 0.25;
const MOST_STARTS = 2;
/** Correlation of what is seen from afar, below which no finer look finds more. */
const LEAST_CLOSE = 0.8;
/** Nearer by, their fine parts must agree, and by less where little of their levels is different. Less is asked before they lie as well as they can. */
const NEARER = { before: { detail: 0.45, restLevels: 5, detailOfRest: -1 }, after: { detail: 0.65, restLevels: 3, detailOfRest: 0.4 } };

/** Strangers fit best where one is pulled out of shape: how much more than in the end may be, from afar and nearer by. */
const SPARE_SHAPE = { coarse: 1.6, middle: 1.2 };
/** Edges at −1 and 1. */
const NEAR_START = 0.15;

/** A coarse fit, moved to where it fits best. */
export interface CloseFit extends CoarseFit {
  /** It was not let turn. */
  readonly isHeld: boolean;
}

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
  const starts: Pick<CoarseFit, 'turn' | 'placement'>[] = [];
  for (const { turn, placement } of fits.slice(0, MOST_STARTS)) {
    // Starts that lie near each other lead to one place.
    if (starts.some((other) => other.turn === turn && isNear(other.placement, placement))) continue;
    starts.push({ turn, placement });
    const align = (one: Float32Array, other: Float32Array, side: number, start: Placement, spare: number): CloseFit | null => {
      const found = alignWithin(one, other, side, start, 4);
      if (found && isUnspoilt(shapeOf(a, b, turn, found.placement), spare)) return { turn, ...found, isHeld: false };
      const held = alignUnturned(one, other, side, start, 4);
      return held && { turn, ...held, isHeld: true };
    };
    const coarse = align(first, turnGrid(second, COARSE_SIDE, turn), COARSE_SIDE, placement, SPARE_SHAPE.coarse);
    if (!coarse || coarse.score < LEAST_CLOSE) continue;
    const here = middleOf(a);
    const there = turnGrid(middleOf(b), MIDDLE_SIDE, turn);
    if (!mayBeAlike(here, there, coarse.placement, NEARER.before)) continue;
    const middle = align(here, there, MIDDLE_SIDE, coarse.placement, SPARE_SHAPE.middle);
    if (middle && mayBeAlike(here, there, middle.placement, NEARER.after)) close.push(middle);
  }
  return close;
}

const isNear = (one: Placement, other: Placement): boolean => one.every((part, at) => Math.abs(part - other[at]!) < NEAR_START);

function mayBeAlike(first: Float32Array, second: Float32Array, placement: Placement, least: typeof NEARER.before): boolean {
  const { levels, isCovered } = overlayOf(second, MIDDLE_SIDE, placement, marginOf(MIDDLE_SIDE));
  const sums = sumsOf(first, levels, isCovered);
  const rest = Math.sqrt(1 - correlationOf(sums) ** 2) * spreadOf(sums);
  const leastDetail = rest <= least.restLevels ? least.detailOfRest : least.detail;
  return leastDetail <= -1 || correlate(finePartsOf(first, isCovered, MIDDLE_SIDE), { levels: finePartsOf(levels, isCovered, MIDDLE_SIDE), isCovered }) > leastDetail;
}

/** Standard deviation of the second. */
function spreadOf({ count, second, squaresOfSecond }: PairSums): number {
  return Math.sqrt(Math.max(0, squaresOfSecond - (second * second) / count) / count);
}

/** By what lies within the margins of both; null where it runs away. */
export function alignWithin(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number): { placement: Placement; score: number } | null {
  const margin = marginOf(side);
  const placement = align(first, second, side, start, rounds, margin);
  if (!isBounded(placement)) return null;
  const overlay = overlayOf(second, side, placement, margin);
  return overlay.coverage < LEAST_COVERAGE ? null : { placement, score: correlate(first, overlay) };
}

/** The same where a turn fits best that no picture was given: without one. By all that both show. */
function alignUnturned(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number): { placement: Placement; score: number } | null {
  const trim = alignTrim(first, splineOf(second, side), side, trimOf(start, side), rounds);
  if (!trim) return null;
  const placement = placementOf(trim, side);
  const overlay = overlayOf(second, side, placement);
  return overlay.coverage < LEAST_COVERAGE ? null : { placement, score: correlate(first, overlay) };
}

export const isBounded = (placement: Placement): boolean => placement.every((part) => Math.abs(part) < 2);
