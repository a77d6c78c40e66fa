const SIDE = 16;
const BANDS = 4;

/** A line of pixels cut into sixteen blocks. */
export interface BlockCuts {
  /** Of each pixel: the block it belongs to, the one after, and the share of that one. */
  readonly first: Uint8Array;
  readonly next: Uint8Array;
  readonly share: Float64Array;
}

/** As blockhash.js cuts (its `bmvbhash`): a pixel across a cut counts on both sides by its parts. All shares are sixteenths, so sums are exact. */
export function cutIntoBlocks(length: number): BlockCuts {
  const size = length / SIDE;
  const cuts = { first: new Uint8Array(length), next: new Uint8Array(length), share: new Float64Array(length) };
  for (let i = 0; i < length; i += 1) {
    const rest = (i + 1) % size;
    const isAcross = rest < 1 && i + 1 !== length;
    cuts.first[i] = Math.floor(i / size);
    cuts.next[i] = isAcross && length % SIDE !== 0 ? Math.ceil(i / size) : Math.floor(i / size);
    cuts.share[i] = rest - Math.floor(rest);
  }
  return cuts;
}

/**
 * The bits of image-hash 7 out of the sums of 16 × 16 blocks (`translateBlocksToBits`): in four bands, what is brighter
 * than the middle ones of the band. Its median of an even number is the mean of the two behind the middle.
 */
export function blockBits(sums: Float64Array, width: number, height: number): boolean[] {
  const half = ((width / SIDE) * (height / SIDE) * 256 * 3) / 2;
  const length = sums.length / BANDS;
  const bits: boolean[] = [];
  for (let start = 0; start < sums.length; start += length) {
    const band = sums.slice(start, start + length);
    const sorted = band.toSorted();
    const middle = ((sorted[length / 2] as number) + (sorted[length / 2 + 1] as number)) / 2;
    for (const value of band) bits.push(value > middle || (Math.abs(value - middle) < 1 && middle > half));
  }
  return bits;
}
