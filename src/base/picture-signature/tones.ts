import { solve } from './solve';

/** Level of the second = gain × level of the first + offset, once the darker of the two has lost what the brighter lost at white. */
export interface Tones {
  readonly gain: number;
  readonly offset: number;
  /** How much of its excess the darker loses, in its own levels: 0 where nothing ended at white. */
  readonly clipped: { readonly first: number; readonly second: number };
}

/** Levels of the mean. */
const LEAST_EXCESS = 0.02;
/** What a straight line leaves must become less by this to say that something ended at white. */
const MOST_OF_STRAIGHT = 0.7;
/** In its own levels a picture brightened by `BRIGHTENING` has lost 1 / `BRIGHTENING` of its excess. */
const MOST_CLIPPED = 1;

interface Plane {
  readonly levels: Float32Array;
  readonly excess: Float32Array;
}

/**
 * How the tones of one grid have become those of another laid over it: by a straight line, and by what was lost at white
 * when the darker of them was brightened (least squares).
 */
export function matchTones(first: Plane, second: Plane, isCovered: Uint8Array): Tones {
  const isBrightened = meanWithin(first.levels, isCovered) < meanWithin(second.levels, isCovered);
  const [dark, bright] = isBrightened ? [first, second] : [second, first];
  const plain = straightAnswer(second.levels, first.levels, isCovered);
  const [gain = 0, offset = 0] = plain;
  const straight = { gain, offset, clipped: { first: 0, second: 0 } };
  if (meanWithin(dark.excess, isCovered) < LEAST_EXCESS) return straight;
  const answer = answerOf(bright.levels, dark.levels, dark.excess, isCovered);
  const [steep = 0, raised = 0, lost = 0] = answer;
  const share = Math.min(MOST_CLIPPED, -lost / steep);
  if (!(steep > 1.005 && share > 0.02)) return straight;
  const rest = restOf(bright.levels, dark.levels, dark.excess, answer, isCovered);
  const restOfPlain = restOf(second.levels, first.levels, null, plain, isCovered);
  if (rest >= MOST_OF_STRAIGHT * (isBrightened ? restOfPlain : restOfPlain / gain ** 2)) return straight;
  if (isBrightened) return { gain: steep, offset: raised, clipped: { first: share, second: 0 } };
  return { gain: 1 / steep, offset: -raised / steep, clipped: { first: 0, second: share } };
}

/** Sum of the squares of what is left of levels ≈ gain × from + offset + weight × excess. */
function restOf(levels: Float32Array, from: Float32Array, excess: Float32Array | null, [gain = 0, offset = 0, weight = 0]: Float64Array, isCovered: Uint8Array): number {
  let rest = 0;
  for (let at = 0; at < levels.length; at += 1) {
    if (isCovered[at] === 0) continue;
    const left = levels[at]! - gain * from[at]! - offset - (excess ? weight * excess[at]! : 0);
    rest += left * left;
  }
  return rest;
}

/** gain, offset */
function straightAnswer(levels: Float32Array, from: Float32Array, isCovered: Uint8Array): Float64Array {
  let count = 0;
  let sum = 0;
  let squares = 0;
  let wanted = 0;
  let product = 0;
  for (let at = 0; at < levels.length; at += 1) {
    if (isCovered[at] === 0) continue;
    const x = from[at]!;
    const y = levels[at]!;
    count += 1;
    sum += x;
    squares += x * x;
    wanted += y;
    product += x * y;
  }
  return solve(Float64Array.of(squares, sum, product, 0, count, wanted), 2) ?? new Float64Array(2);
}

/** gain, offset, weight */
function answerOf(levels: Float32Array, from: Float32Array, excess: Float32Array, isCovered: Uint8Array): Float64Array {
  const unknowns = 3;
  const system = new Float64Array(unknowns * (unknowns + 1));
  const row = new Float64Array(unknowns + 1);
  for (let at = 0; at < levels.length; at += 1) {
    if (isCovered[at] === 0) continue;
    row[0] = from[at]!;
    row[1] = 1;
    row[2] = excess[at]!;
    row[3] = levels[at]!;
    for (let i = 0; i < unknowns; i += 1) for (let j = i; j <= unknowns; j += 1) system[i * (unknowns + 1) + j]! += row[i]! * row[j]!;
  }
  return solve(system, unknowns) ?? new Float64Array(unknowns);
}

/** Of the cells that count. */
export function meanWithin(levels: Float32Array, isCovered: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < levels.length; at += 1) {
    if (isCovered[at] === 0) continue;
    sum += levels[at]!;
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}

/** A grid less what it lost at white. */
export function clip({ levels, excess }: Plane, share: number): Float32Array {
  return share === 0 ? levels : levels.map((level, at) => level - share * excess[at]!);
}
