const BINS = 12;

export interface ToneMatch {
  /** What the second grid would be if it showed what the first shows, in its own tones. */
  readonly expected: Float32Array;
  readonly gain: number;
  readonly offset: number;
}

/**
 * How the tones of one grid have become those of another: not by a straight line alone, because what is brightened ends
 * at white, but by the mean of the second for each band of the first, where a band has enough cells to tell.
 */
export function matchTones(first: Float32Array, second: Float32Array, isCovered: Uint8Array): ToneMatch {
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  let square = 0;
  let product = 0;
  let lowest = 255;
  let highest = 0;
  for (let at = 0; at < first.length; at += 1) {
    if (isCovered[at] === 0) continue;
    const level = first[at]!;
    count += 1;
    sumA += level;
    sumB += second[at]!;
    square += level * level;
    product += level * second[at]!;
    if (level < lowest) lowest = level;
    if (level > highest) highest = level;
  }
  const variance = square / count - (sumA / count) ** 2;
  const gain = variance > 1e-9 ? (product / count - (sumA / count) * (sumB / count)) / variance : 0;
  const offset = sumB / count - gain * (sumA / count);

  // What the straight line leaves, by band of tones; a band of few cells keeps near to the line.
  const width = Math.max(1, highest - lowest) / BINS;
  const rests = new Float64Array(BINS);
  const counts = new Float64Array(BINS);
  for (let at = 0; at < first.length; at += 1) {
    if (isCovered[at] === 0) continue;
    const bin = Math.min(BINS - 1, Math.floor((first[at]! - lowest) / width));
    rests[bin]! += second[at]! - gain * first[at]! - offset;
    counts[bin]! += 1;
  }
  for (let bin = 0; bin < BINS; bin += 1) rests[bin]! /= counts[bin]! + FEW;
  const expected = new Float32Array(first.length);
  for (let at = 0; at < first.length; at += 1) {
    const place = Math.min(BINS - 1, Math.max(0, (first[at]! - lowest) / width - 0.5));
    const bin = Math.min(BINS - 2, Math.floor(place));
    const rest = rests[bin]! + (rests[bin + 1]! - rests[bin]!) * (place - bin);
    expected[at] = gain * first[at]! + offset + rest;
  }
  return { expected, gain, offset };
}

const FEW = 6;
