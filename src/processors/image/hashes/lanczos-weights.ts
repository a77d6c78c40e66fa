/** For each pixel of the result: the first pixel of the source that it is made of, and their weights in 2²²ths. */
export interface ResizeWeights {
  /** Pixels of the source that no pixel of the result exceeds; the step between two pixels' weights. */
  readonly taps: number;
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weights: Int32Array;
}

export const WEIGHT_BITS = 22;
const LOBES = 3;

/**
 * The weights of Pillow's Lanczos filter for 8-bit pictures along one axis (`precompute_coeffs` and
 * `normalize_coeffs_8bpc` of its src/libImaging/Resample.c).
 *
 * @param from pixels of the source
 * @param to pixels of the result
 */
export function lanczosWeights(from: number, to: number): ResizeWeights {
  const name = `${from}:${to}`;
  const weights = known.get(name) ?? computeWeights(from, to);
  known.delete(name);
  known.set(name, weights);
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KNOWN) break;
    known.delete(oldest);
  }
  return weights;
}

/** Pictures of one camera share their size, and a folder has those of several; each size needs about ten of these. */
const known = new Map<string, ResizeWeights>();
const MOST_KNOWN = 128;

function computeWeights(from: number, to: number): ResizeWeights {
  const scale = from / to;
  const filterScale = Math.max(scale, 1);
  const support = LOBES * filterScale;
  const taps = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const weights = new Int32Array(to * taps);
  const exact = new Float64Array(taps);
  for (let i = 0; i < to; i += 1) {
    const centre = (i + 0.5) * scale;
    const start = Math.max(Math.trunc(centre - support + 0.5), 0);
    const length = Math.min(Math.trunc(centre + support + 0.5), from) - start;
    let sum = 0;
    for (let k = 0; k < length; k += 1) {
      exact[k] = lanczos((k + start - centre + 0.5) * (1 / filterScale));
      sum += exact[k] as number;
    }
    for (let k = 0; k < length; k += 1) {
      const share = sum === 0 ? (exact[k] as number) : (exact[k] as number) / sum;
      weights[i * taps + k] = Math.trunc(share * (1 << WEIGHT_BITS) + (share < 0 ? -0.5 : 0.5));
    }
    first[i] = start;
    count[i] = length;
  }
  return { taps, first, count, weights };
}

const lanczos = (x: number): number => (x >= -LOBES && x < LOBES ? sinc(x) * sinc(x / LOBES) : 0);

function sinc(x: number): number {
  if (x === 0) return 1;
  const angle = x * Math.PI;
  return Math.sin(angle) / angle;
}
