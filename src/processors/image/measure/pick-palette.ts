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
  const samples: number[] = [];
  for (let y = rowStep >> 1; y < height; y += rowStep) {
    for (let x = columnStep >> 1; x < width; x += columnStep) {
      const at = (y * width + x) * channels;
      const first = data[at] as number;
      samples.push(channels === 1 ? first * 0x010101 : (first << 16) | ((data[at + 1] as number) << BYTE) | (data[at + 2] as number));
    }
  }
  return Uint32Array.from(samples);
}

function boxOf(samples: Uint32Array): Box {
  let widest = { shift: 0, spread: 0 };
  for (const shift of [16, BYTE, 0]) {
    let [least, most] = [255, 0];
    for (const sample of samples) {
      const value = (sample >> shift) & 255;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most - least > widest.spread) widest = { shift, spread: most - least };
  }
  return { samples, ...widest };
}

/** In two at the median of the channel, so that neither is empty. */
function cut({ samples, shift }: Box): Box[] {
  // The channel comes first in the order when it is the highest byte.
  const turned = samples.map((sample) => (((sample >> shift) & 255) << 24) | sample).sort();
  const valueAt = (i: number): number => (turned[i] as number) >>> 24;
  const middle = valueAt(turned.length >> 1);
  let at = turned.length >> 1;
  while (at > 0 && valueAt(at - 1) === middle) at -= 1;
  if (at === 0) while (valueAt(at) === middle) at += 1;
  const colours = turned.map((sample) => sample & 0xffffff);
  return [boxOf(colours.subarray(0, at)), boxOf(colours.subarray(at))];
}

function meanOf(samples: Uint32Array): number {
  const sums = [0, 0, 0];
  for (const sample of samples) for (let i = 0; i < 3; i += 1) sums[i] = (sums[i] as number) + ((sample >> (BYTE * i)) & 255);
  return sums.reduce((colour, sum, i) => colour | (Math.round(sum / samples.length) << (BYTE * i)), 0);
}
