import type { Pixels } from '../pixels/pixels';

const COLOURS = 6;
const SAMPLES = 16_384;
const BYTE = 8;

/** Samples as 24-bit numbers; `shift` is where the channel lies that they spread most in, and how far. */
interface Box {
  readonly samples: Uint32Array;
  readonly shift: number;
  readonly spread: number;
}

/**
 * At most six colours that stand for the picture, the most frequent first: median cut (P. Heckbert, Color Image
 * Quantization for Frame Buffer Display, 1982) of evenly spread samples.
 */
export function pickPalette(pixels: Pixels): { color: string; share: number }[] {
  const samples = takeSamples(pixels);
  const boxes = [boxOf(samples)];
  while (boxes.length < COLOURS) {
    const fullest = boxes.reduce((a, b) => (b.spread * b.samples.length > a.spread * a.samples.length ? b : a));
    if (fullest.spread === 0) break;
    boxes.splice(boxes.indexOf(fullest), 1, ...cut(fullest));
  }
  return boxes
    .toSorted((a, b) => b.samples.length - a.samples.length)
    .map((box) => ({ color: `#${meanOf(box.samples).toString(16).padStart(6, '0')}`, share: box.samples.length / samples.length }));
}

function takeSamples({ data, width, height, channels }: Pixels): Uint32Array {
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / SAMPLES)));
  const [columnStep, rowStep] = [Math.min(step, width), Math.min(step, height)];
  const [left, top] = [columnStep >> 1, rowStep >> 1];
  const samples = new Uint32Array(Math.ceil((width - left) / columnStep) * Math.ceil((height - top) / rowStep));
  let count = 0;
  for (let y = top; y < height; y += rowStep) {
    for (let x = left; x < width; x += columnStep, count += 1) {
      const at = (y * width + x) * channels;
      const first = data[at] as number;
      samples[count] = channels === 1 ? first * 0x010101 : (first << 16) | ((data[at + 1] as number) << BYTE) | (data[at + 2] as number);
    }
  }
  return samples;
}

function boxOf(samples: Uint32Array): Box {
  let [leastRed, leastGreen, leastBlue] = [255, 255, 255];
  let [mostRed, mostGreen, mostBlue] = [0, 0, 0];
  for (let i = 0; i < samples.length; i += 1) {
    const sample = samples[i] as number;
    const [red, green, blue] = [sample >> 16, (sample >> BYTE) & 255, sample & 255];
    if (red < leastRed) leastRed = red;
    if (red > mostRed) mostRed = red;
    if (green < leastGreen) leastGreen = green;
    if (green > mostGreen) mostGreen = green;
    if (blue < leastBlue) leastBlue = blue;
    if (blue > mostBlue) mostBlue = blue;
  }
  const spreads = [mostRed - leastRed, mostGreen - leastGreen, mostBlue - leastBlue];
  const spread = Math.max(0, ...spreads);
  return { samples, shift: spread === 0 ? 0 : 16 - BYTE * spreads.indexOf(spread), spread };
}

/** In two at the median of the channel, so that neither is empty. */
function cut({ samples, shift }: Box): Box[] {
  const counts = new Uint32Array(256);
  for (let i = 0; i < samples.length; i += 1) {
    const value = ((samples[i] as number) >> shift) & 255;
    counts[value] = (counts[value] as number) + 1;
  }
  let [limit, below] = [0, 0];
  while (below + (counts[limit] as number) <= samples.length >> 1) below += counts[limit++] as number;
  // Where the median is the least value, it goes to the lower half.
  if (below === 0) below = counts[limit++] as number;
  const [lower, upper] = [new Uint32Array(below), new Uint32Array(samples.length - below)];
  let [low, high] = [0, 0];
  for (let i = 0; i < samples.length; i += 1) {
    const sample = samples[i] as number;
    if (((sample >> shift) & 255) < limit) lower[low++] = sample;
    else upper[high++] = sample;
  }
  return [boxOf(lower), boxOf(upper)];
}

function meanOf(samples: Uint32Array): number {
  const sums = [0, 0, 0];
  for (let at = 0; at < samples.length; at += 1) {
    for (let i = 0; i < 3; i += 1) sums[i] = (sums[i] as number) + (((samples[at] as number) >> (BYTE * i)) & 255);
  }
  return sums.reduce((colour, sum, i) => colour | (Math.round(sum / samples.length) << (BYTE * i)), 0);
}
