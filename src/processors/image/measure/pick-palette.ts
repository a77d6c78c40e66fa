import { withKernels, type KernelRoom } from '../kernels/load-kernels';
import type { Pixels } from '../pixels/pixels';

const COLOURS = 6;
const SAMPLES = 16_384;
const BYTE = 8;
const VALUES = 256;

/** Samples that lie side by side; `shift` is where the channel lies that they spread most in, and how far. */
interface Box {
  readonly start: number;
  readonly count: number;
  readonly shift: number;
  readonly spread: number;
}

/**
 * At most six colours that stand for the picture, the most frequent first: median cut (P. Heckbert, Color Image
 * Quantization for Frame Buffer Display, 1982) of evenly spread samples.
 */
export function pickPalette(pixels: Pixels): { color: string; share: number }[] {
  return withKernels((room) => {
    const cutter = new Cutter(room, takeSamples(pixels));
    const boxes = [cutter.all()];
    while (boxes.length < COLOURS) {
      const fullest = boxes.reduce((a, b) => (b.spread * b.count > a.spread * a.count ? b : a));
      if (fullest.spread === 0) break;
      boxes.splice(boxes.indexOf(fullest), 1, ...cutter.cut(fullest));
    }
    return boxes.toSorted((a, b) => b.count - a.count).map((box) => ({ color: cutter.colourOf(box), share: box.count / cutter.count }));
  });
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

/** Samples as 24-bit numbers, in the kernels' memory. */
class Cutter {
  readonly count: number;
  private readonly samples: number;
  private readonly spare: number;
  private readonly counts: number;
  private readonly numbers: Int32Array;

  constructor(
    private readonly room: KernelRoom,
    samples: Uint32Array,
  ) {
    this.count = samples.length;
    this.samples = room.place(samples.byteLength);
    this.spare = room.place(samples.byteLength);
    this.counts = room.place(VALUES * Uint32Array.BYTES_PER_ELEMENT);
    const { buffer } = room.open();
    new Uint32Array(buffer, this.samples, this.count).set(samples);
    this.numbers = new Int32Array(buffer, this.counts, VALUES);
  }

  all(): Box {
    return this.boxOf(0, this.count);
  }

  /** In two at the median of the channel, so that neither is empty. */
  cut({ start, count, shift }: Box): Box[] {
    const below = this.room.calls.cutBox(this.placeOf(start), count, shift, this.counts, this.spare);
    return [this.boxOf(start, below), this.boxOf(start + below, count - below)];
  }

  /** The mean. */
  colourOf({ start, count }: Box): string {
    this.room.calls.sumBox(this.placeOf(start), count, this.counts);
    const colour = [0, 1, 2].reduce((sum, i) => sum | (Math.round(this.numbers[i]! / count) << (BYTE * i)), 0);
    return `#${colour.toString(16).padStart(6, '0')}`;
  }

  private boxOf(start: number, count: number): Box {
    this.room.calls.spanOfBox(this.placeOf(start), count, this.counts);
    const [least = 0, most = 0] = this.numbers;
    const spreads = [16, 8, 0].map((shift) => ((most >> shift) & 255) - ((least >> shift) & 255));
    const spread = Math.max(0, ...spreads);
    return { start, count, shift: spread === 0 ? 0 : 16 - BYTE * spreads.indexOf(spread), spread };
  }

  private placeOf = (sample: number): number => this.samples + sample * Uint32Array.BYTES_PER_ELEMENT;
}
