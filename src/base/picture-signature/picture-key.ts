import type { Extent } from './extent';
import { frequenciesOf } from './frequencies';
import { KEY_WORDS } from './signature-format';
import { swapsSides, TURNS, type Turn } from './turn';

const COUNT = 10;
/** By these many bits keys are looked up: see `NearIndex`. */
const PART_BITS = 16;
/** Of each part, the bits nearest to being the other way round. */
const DOUBTS_PER_PART = 4;

/** The 64 lowest frequencies but the mean, as [across, down]: a set that stays itself when rows and columns are swapped. */
const FREQUENCIES: readonly (readonly [number, number])[] = Array.from({ length: COUNT * COUNT }, (_, index) => [index % COUNT, Math.floor(index / COUNT)] as const)
  .filter(([u, v]) => u + v > 0)
  .sort(([u, v], [p, q]) => u * u + v * v - (p * p + q * q) || Math.abs(u - v) - Math.abs(p - q) || u - p)
  .slice(0, 64);

const PLACE_OF = new Map(FREQUENCIES.map(([u, v], place) => [u * COUNT + v, place]));

/** By turn: where each bit of the turned picture's key stands in the key, and whether it is the other way round. */
const TURNED_BITS = TURNS.map((turn) => ({
  places: Uint8Array.from(FREQUENCIES, ([u, v]) => PLACE_OF.get(swapsSides(turn) ? v * COUNT + u : u * COUNT + v) ?? 0),
  flips: packBits((place) => {
    const [u, v] = FREQUENCIES[place] ?? [0, 0];
    const [column, row] = swapsSides(turn) ? [v, u] : [u, v];
    return ((turn & 1 ? column : 0) + (turn & 2 ? row : 0)) % 2 === 1;
  }),
}));

/**
 * 64 bits that pictures of the same thing have nearly in common: the signs of the lowest frequencies of its grey, so that
 * neither brightness nor contrast nor size move them. And which of the bits are in doubt, for the frequency is weak: four
 * of each sixteen. Words: high and low of the bits, high and low of the doubts.
 *
 * @param extent the part of the picture that is looked at
 */
export function keyOfPicture(grey: Float32Array, side: number, extent: Extent): Uint32Array {
  const frequencies = frequenciesOf(grey, side, COUNT, extent);
  const strengths = FREQUENCIES.map(([u, v]) => frequencies[v * COUNT + u] ?? 0);
  const doubts = new Set<number>();
  for (let start = 0; start < strengths.length; start += PART_BITS) {
    const places = Array.from({ length: PART_BITS }, (_, index) => start + index);
    const weakest = places.sort((one, other) => Math.abs(strengths[one]!) - Math.abs(strengths[other]!)).slice(0, DOUBTS_PER_PART);
    for (const place of weakest) doubts.add(place);
  }
  return Uint32Array.of(...packBits((place) => strengths[place]! > 0), ...packBits((place) => doubts.has(place)));
}

/** Puts into `turned` the key, of `KEY_WORDS` words from `start` on, that the picture would have if it lay otherwise. */
export function turnKey(keys: Uint32Array, start: number, turn: Turn, turned: Uint32Array): void {
  const bits = TURNED_BITS[turn];
  if (!bits) return;
  for (let word = 0; word < KEY_WORDS; word += 2) {
    const from = [keys[start + word]!, keys[start + word + 1]!] as const;
    let high = 0;
    let low = 0;
    for (let place = 0; place < 32; place += 1) {
      high |= bitAt(from, bits.places[place + 32]!) << place;
      low |= bitAt(from, bits.places[place]!) << place;
    }
    turned[word] = word === 0 ? high ^ bits.flips[0] : high;
    turned[word + 1] = word === 0 ? low ^ bits.flips[1] : low;
  }
}

function bitAt([high, low]: readonly [number, number], place: number): number {
  return ((place < 32 ? low : high) >>> (place & 31)) & 1;
}

function packBits(isSet: (place: number) => boolean): [number, number] {
  let high = 0;
  let low = 0;
  for (let place = 0; place < 32; place += 1) {
    if (isSet(place)) low |= 1 << place;
    if (isSet(place + 32)) high |= 1 << place;
  }
  return [high >>> 0, low >>> 0];
}
