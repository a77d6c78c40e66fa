import { MIDDLES, REMAINDERS, WHOLE, type Extent } from './extent';
import { halveGrid } from './halve-grid';
import { keyOfPicture } from './picture-key';
import { BRIGHTENING, COARSE_CELLS, GREY_SIDE, KEY_COUNT, KEY_WORDS, type SignatureHead } from './signature-format';

/** The order of keys. */
export const KEY_OF = { whole: 0, brightened: 1, middles: 2, remainders: 2 + MIDDLES.length };

/** The keys of a picture: of the whole, of the whole as it is when brightened, of its `MIDDLES` and its `REMAINDERS`; and how it looks from afar. */
export function headOfPicture(grey: Float32Array, excess: Float32Array): SignatureHead {
  // The frequencies of keys are seen as well at half the fineness.
  const middle = halveGrid(grey, GREY_SIDE);
  const brightened = halveGrid(grey.map((level, at) => level * BRIGHTENING - excess[at]!), GREY_SIDE);
  const parts: [Float32Array, Extent][] = [[middle, WHOLE], [brightened, WHOLE], ...[...MIDDLES, ...REMAINDERS].map((extent): [Float32Array, Extent] => [middle, extent])];
  const keys = new Uint32Array(KEY_COUNT * KEY_WORDS);
  for (const [index, [levels, extent]] of parts.entries()) keys.set(keyOfPicture(levels, GREY_SIDE / 2, extent), index * KEY_WORDS);
  return { keys, coarse: coarseOf(middle) };
}

function coarseOf(middle: Float32Array): Int8Array {
  const coarse = halveGrid(middle, GREY_SIDE / 2);
  const mean = coarse.reduce((sum, level) => sum + level, 0) / COARSE_CELLS;
  const furthest = coarse.reduce((most, level) => Math.max(most, Math.abs(level - mean)), 1e-3);
  return Int8Array.from(coarse, (level) => Math.round(((level - mean) / furthest) * 127));
}
