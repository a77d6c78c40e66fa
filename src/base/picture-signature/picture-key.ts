import type { Extent } from './extent';
import { frequenciesOf } from './frequencies';
import { swapsSides, TURNS, type Turn } from './turn';

const COUNT = 10;
/** By these many bits of the low word keys are looked up: see `NearIndex`. */
const PART_BITS = 16;
const LOOKED_UP_BITS = 32;
/** Of each part, the bits nearest to being the other way round. */
const DOUBTS_PER_PART = 4;

/** The 64 lowest frequencies but the mean, as [across, down]: a set that stays itself when rows and columns are swapped. */
const FREQUENCIES: readonly (readonly [number, number])[] = Array.from({ length: COUNT * COUNT }, (_, index) => [index % COUNT, Math.floor(index / COUNT)] as const)
  .filter(([u, v]) => u + v > 0)
  .sort(([u, v], [p, q]) => u * u + v * v - (p * p + q * q) || Math.abs(u - v) - Math.abs(p - q) || u - p)
  .slice(0, 64);

const PLACE_OF = new Map(FREQUENCIES.map(([u, v], place) => [u * COUNT + v, place]));

/** By turn, by byte of a key and by its value: the bits (high, low) that it gives to the key of the turned picture; and those that are the other way round then. */
const TURNED = TURNS.map((turn) => {
  const table = new Uint32Array(8 * 256 * 2);
  const flips = new Uint32Array(2);
  for (const [place, [u, v]] of FREQUENCIES.entries()) {
    const [column, row] = swapsSides(turn) ? [v, u] : [u, v];
    const from = PLACE_OF.get(column * COUNT + row) ?? 0;
    const word = place < 32 ? 1 : 0;
    if (((turn & 1 ? column : 0) + (turn & 2 ? row : 0)) % 2 === 1) flips[word]! |= 1 << (place & 31);
    for (let value = 0; value < 256; value += 1) if ((value >>> (from & 7)) & 1) table[((from >>> 3) * 256 + value) * 2 + word]! |= 1 << (place & 31);
  }
  return { table, flips };
});

/**
 * 64 bits that pictures of the same thing have nearly in common: the signs of the lowest frequencies of its grey, so that
 * neither brightness nor contrast nor size move them. And which of the lower half of them are in doubt, for the frequency
 * is weak: four of each sixteen. Words: high and low of the bits, and the doubts.
 *
 * @param extent the part of the picture that is looked at
 */
export function keyOfPicture(grey: Float32Array, side: number, extent: Extent): Uint32Array {
  const frequencies = frequenciesOf(grey, side, COUNT, extent);
  const strengths = Float32Array.from(FREQUENCIES, ([u, v]) => frequencies[v * COUNT + u]!);
  const key = new Uint32Array(3);
  for (let place = 0; place < strengths.length; place += 1) if (strengths[place]! > 0) key[place < 32 ? 1 : 0]! |= 1 << (place & 31);
  for (let start = 0; start < LOOKED_UP_BITS; start += PART_BITS) {
    const strongestDoubt = strengths.slice(start, start + PART_BITS).map(Math.abs).sort()[DOUBTS_PER_PART - 1]!;
    for (let place = start, count = 0; place < start + PART_BITS && count < DOUBTS_PER_PART; place += 1) {
      if (Math.abs(strengths[place]!) > strongestDoubt) continue;
      key[2]! |= 1 << place;
      count += 1;
    }
  }
  return key;
}

/** Puts into `turned`, from `to` on, the key that the picture with the key of three words from `start` on would have if it lay otherwise. */
export function turnKey(keys: Uint32Array, start: number, turn: Turn, turned: Uint32Array, to = 0): void {
  const { table, flips } = TURNED[turn]!;
  let [high, low, doubts] = [flips[0]!, flips[1]!, 0];
  for (let byte = 0; byte < 8; byte += 1) {
    const shift = (byte & 3) * 8;
    const at = (byte * 256 + ((keys[start + (byte < 4 ? 1 : 0)]! >>> shift) & 255)) * 2;
    high ^= table[at]!;
    low ^= table[at + 1]!;
    // Those that would come out of the high word are not known; those that would go there count no more.
    if (byte < 4) doubts |= table[(byte * 256 + ((keys[start + 2]! >>> shift) & 255)) * 2 + 1]!;
  }
  turned[to] = high;
  turned[to + 1] = low;
  turned[to + 2] = doubts;
}
