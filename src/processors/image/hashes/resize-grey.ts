import { lanczosWeights, WEIGHT_BITS } from './lanczos-weights';

export interface GreyPlane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The second half of Pillow's Lanczos resizing, along the columns: each result rounded to 8 bits. */
export function resizeHeight({ data, width, height }: GreyPlane, wanted: number): GreyPlane {
  if (height === wanted) return { data, width, height };
  const { taps, first, count, weights } = lanczosWeights(height, wanted);
  const result = new Uint8Array(width * wanted);
  for (let y = 0; y < wanted; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let from = (first[y] as number) * width + x;
      let sum = 1 << (WEIGHT_BITS - 1);
      for (let k = y * taps; k < y * taps + (count[y] as number); k += 1, from += width) sum += (data[from] as number) * (weights[k] as number);
      result[y * width + x] = Math.min(Math.max(sum >> WEIGHT_BITS, 0), 255);
    }
  }
  return { data: result, width, height: wanted };
}
