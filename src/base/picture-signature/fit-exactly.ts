import { correlate } from './align';
import { kernelRoom } from './kernels/load-kernels';
import { fitWholes, type CoarseFit } from './coarse-fit';
import { MIDDLE_SIDE, middleOf } from './middle';
import { GREY_SIDE, type ComparedPicture } from './signature-format';
import { splineOf } from './spline';
import { isStranger, type Laid } from './strangeness';
import { correlationOf, meansOf, sumsOf } from './sums';
import { clip, matchTones, type Tones } from './tones';
import { alignTrim, readTrimmed, rescaleTrim, trimAround, trimOf, type Trim } from './trim';
import { pathOf, swapsSides, turnGrid, type Turn } from './turn';

/** Pictures whose coarse grids correlate less, however they are laid, are not the same. */
const LEAST_COARSE = 0.65;
/** A way of laying it that correlates so much less than the best is none. */
const CLEARLY_LESS = 0.15;
const MOST_TURNS = 3;
/** What is tried as it lies. */
const LEAST_IN_PLACE = 0.8;
const LEAST_MIDDLE = 0.85;
/** From here on no other turn is tried. */
const CERTAIN = 0.95;
const MOST_STARTS = 2;
/** Logarithm by which width may be scaled otherwise than height: for rounding to whole pixels. */
const MOST_STRETCH = 0.035;
/** Of a side, by which one may reach over the other: what is trimmed lies within. */
const MOST_OVERHANG = 0.012;
const LEAST_AREA = 0.55;
/** Cells at an edge that trimming has taken part of what they showed. */
const EDGE_CELLS = 2;
const SHIFT_CELLS = 0.12;
/** By `strangenessOf`; between cells less can be told, and on paper, where little tells two apart, more has to agree. */
const LIMITS = { paper: { inPlace: 3.5, moved: 3.2 }, other: { inPlace: 6, moved: 4.6 } };

const ALL = new Uint8Array(GREY_SIDE * GREY_SIDE).fill(1);

/** Two pictures of which one is the other, or part of the other, and nothing else. */
export interface ExactFit {
  /** How the second has to be laid to lie as the first does. */
  readonly turn: Turn;
  /** Of the first in the second, in cells of `GREY_SIDE`. */
  readonly trim: Trim;
  readonly tones: Tones;
  /** Mean level of the first and of the second, of what both show. */
  readonly means: readonly [number, number];
  /** Correlation of all that both show. */
  readonly whole: number;
}

/** Null where the pictures differ, be it in one place, by more than saving, scaling and brightening explain. */
export function fitInPlace(a: ComparedPicture, b: ComparedPicture, isOnPaper: () => boolean): ExactFit | null {
  for (const { turn } of goodOf(fitWholes(a, b, LEAST_IN_PLACE))) {
    const found = lay(a, b, turn, null, (laid) => isStrange(laid, 'inPlace', isOnPaper));
    if (found) return found;
  }
  return null;
}

/**
 * The same, with one of them trimmed.
 *
 * @param fits by `fitCoarsely`
 */
export function fitTrimmed(a: ComparedPicture, b: ComparedPicture, fits: readonly CoarseFit[], isOnPaper: () => boolean): ExactFit | null {
  const middleFirst = middleOf(a);
  const middleSecond = middleOf(b);
  const good = goodOf(fits);
  const turns = [...new Set(good.map(({ turn }) => turn))].slice(0, MOST_TURNS);
  let best: { turn: Turn; trim: Trim; score: number } | null = null;
  for (const turn of turns) {
    const spline = splineOf(turnGrid(middleSecond, MIDDLE_SIDE, turn), MIDDLE_SIDE);
    const scoreOf = (trim: Trim) => correlate(middleFirst, readTrimmed(spline, MIDDLE_SIDE, trim));
    for (const { placement } of good.filter((fit) => fit.turn === turn).slice(0, MOST_STARTS)) {
      const trim = alignTrim(middleFirst, spline, MIDDLE_SIDE, trimOf(placement, MIDDLE_SIDE), 5);
      if (!trim || !isTrimmed(a, b, turn, trim, MIDDLE_SIDE)) continue;
      const score = scoreOf(trim);
      if (!best || score > best.score) best = { turn, trim, score };
    }
    if (best && best.score > CERTAIN) break;
  }
  if (!best || best.score < LEAST_MIDDLE) return null;
  return lay(a, b, best.turn, rescaleTrim(best.trim, MIDDLE_SIDE, GREY_SIDE), (laid) => isStrange(laid, 'moved', isOnPaper));
}

const goodOf = (fits: readonly CoarseFit[]): CoarseFit[] => fits.filter(({ score }) => score >= Math.max(LEAST_COARSE, fits[0]!.score - CLEARLY_LESS));

/** Whether paper is looked at is asked only where it decides. */
export function isStrange(laid: Laid, how: 'inPlace' | 'moved', isOnPaper: () => boolean): boolean {
  return isStranger(laid, LIMITS.other[how]) || (isOnPaper() && isStranger(laid, LIMITS.paper[how]));
}

/** @param start null for in place, where nothing has to be read between cells */
function lay(a: ComparedPicture, b: ComparedPicture, turn: Turn, start: Trim | null, isOther: (laid: Laid) => boolean): ExactFit | null {
  const [grey, excess] = turnPlanes(b, turn);
  let trim = trimAround(1, GREY_SIDE);
  let isCovered: Uint8Array = ALL;
  let levels: Float32Array = grey;
  let excessThere: Float32Array = excess;
  let first = a.grey;
  if (start) {
    const spline = splineOf(grey, GREY_SIDE);
    const excessSpline = splineOf(excess, GREY_SIDE);
    let found: Trim | null = start;
    // Twice: what ended at white misleads where it is not known of.
    for (let round = 0; round < 2 && found; round += 1) {
      const there = readTrimmed(spline, GREY_SIDE, found, EDGE_CELLS);
      const { clipped } = matchTones({ levels: a.grey, excess: a.excess }, { levels: there.levels, excess: readTrimmed(excessSpline, GREY_SIDE, found).levels }, there.isCovered);
      if (round === 1 && clipped.first === 0 && clipped.second === 0) break;
      const clear = clipped.second === 0 ? spline : spline.map((level, at) => level - clipped.second * excessSpline[at]!);
      found = alignTrim(clip({ levels: a.grey, excess: a.excess }, clipped.first), clear, GREY_SIDE, found, 6);
    }
    if (!found || !isTrimmed(a, b, turn, found, GREY_SIDE)) return null;
    trim = found;
    ({ levels, isCovered } = readTrimmed(spline, GREY_SIDE, trim, EDGE_CELLS));
    excessThere = readTrimmed(excessSpline, GREY_SIDE, trim).levels;
  }
  const sums = sumsOf(first, levels, isCovered);
  const tones = matchTones({ levels: first, excess: a.excess }, { levels, excess: excessThere }, isCovered, sums);
  const means = meansOf(sums);
  const { gain, offset, clipped } = tones;
  if (!(gain > 0)) return null;
  const clippedThere = clipped.first > 0 ? scaled(a.excess, clipped.first * gain) : clipped.second > 0 ? scaled(excessThere, clipped.second) : null;
  first = clip({ levels: first, excess: a.excess }, clipped.first);
  levels = clip({ levels, excess: excessThere }, clipped.second);
  const rest = restOf(levels, first, { gain, offset }, isCovered);
  const isMoved = start !== null && isBetweenCells(trim);
  const laid = {
    rest: isMoved ? soften(rest, isCovered) : rest,
    levels,
    isCovered,
    clipped: clippedThere,
    pixelsPerCell: Math.min(a.width * a.height, b.width * b.height) / GREY_SIDE ** 2,
  };
  if (isOther(laid)) return null;
  return { turn, trim, tones, means, whole: correlationOf(clippedThere ? sumsOf(first, levels, isCovered) : sums) };
}

let turned: readonly [Float32Array, Float32Array] | undefined;

/** Grey and excess; to be used before others are asked for. */
function turnPlanes({ grey, excess }: ComparedPicture, turn: Turn): readonly [Float32Array, Float32Array] {
  if (turn === 0) return [grey, excess];
  const room = kernelRoom();
  turned ??= [room.floats(GREY_SIDE * GREY_SIDE), room.floats(GREY_SIDE * GREY_SIDE)];
  const { start, stepX, stepY } = pathOf(GREY_SIDE, turn);
  room.calls.turn(room.placeOf(grey, 0), GREY_SIDE, start, stepX, stepY, turned[0].byteOffset);
  room.calls.turn(room.placeOf(excess, 0), GREY_SIDE, start, stepX, stepY, turned[1].byteOffset);
  return turned;
}

function scaled(levels: Float32Array, by: number): Float32Array {
  return levels.map((level) => level * by);
}

function isBetweenCells({ scaleX, shiftX, scaleY, shiftY }: Trim): boolean {
  const last = GREY_SIDE - 1;
  return [shiftX, shiftY, (scaleX - 1) * last + shiftX, (scaleY - 1) * last + shiftY].some((cells) => Math.abs(cells) > SHIFT_CELLS);
}

/** Whether one lies within the other, both sides scaled alike. */
function isTrimmed(a: ComparedPicture, b: ComparedPicture, turn: Turn, { scaleX, shiftX, scaleY, shiftY }: Trim, side: number): boolean {
  const area = scaleX * scaleY;
  if (area < LEAST_AREA || area > 1 / LEAST_AREA) return false;
  const [width, height] = swapsSides(turn) ? [b.height, b.width] : [b.width, b.height];
  if (Math.abs(Math.log((scaleX * width * a.height) / (scaleY * height * a.width))) > MOST_STRETCH) return false;
  return isWithin(scaleX, shiftX, side) && isWithin(scaleY, shiftY, side);
}

function isWithin(scale: number, shift: number, side: number): boolean {
  const overhang = MOST_OVERHANG * side;
  const before = -0.5 * scale + shift + 0.5;
  const after = scale * (side - 0.5) + shift + 0.5 - side;
  return scale <= 1 ? before >= -overhang && after <= overhang : before <= overhang && after >= -overhang;
}

let rest: Float32Array | undefined;

/** What is left of the levels of the second once those of the first are taken as bright and as rich in contrast; to be used before it is asked for again. */
export function restOf(levels: Float32Array, first: Float32Array, { gain, offset }: Pick<Tones, 'gain' | 'offset'>, isCovered: Uint8Array): Float32Array {
  const room = kernelRoom();
  rest ??= room.floats(GREY_SIDE * GREY_SIDE);
  room.calls.restOf(room.placeOf(levels, 0), room.placeOf(first, 1), gain, offset, room.placeOfCover(isCovered), levels.length, rest.byteOffset);
  return rest;
}

/** Takes away what reading between cells leaves at edges: there and back from cell to cell. */
export function soften(rest: Float32Array, isCovered: Uint8Array): Float32Array {
  const side = GREY_SIDE;
  const across = new Float32Array(rest.length);
  const soft = new Float32Array(rest.length);
  for (let at = 0; at < rest.length; at += side) {
    for (let x = 0; x < side; x += 1) across[at + x] = (2 * rest[at + x]! + (x > 0 ? rest[at + x - 1]! : 0) + (x < side - 1 ? rest[at + x + 1]! : 0)) / 4;
  }
  for (let at = 0; at < rest.length; at += 1) if (isCovered[at] === 1) soft[at] = (2 * across[at]! + (across[at - side] ?? 0) + (across[at + side] ?? 0)) / 4;
  return soft;
}
