import { frequenciesOf } from './frequencies';
import { swapsSides, TURNS, type Turn } from './turn';

const COUNT = 10;

/** The 64 lowest frequencies but the mean, as [across, down]: a set that stays itself when rows and columns are swapped. */
const FREQUENCIES: readonly (readonly [number, number])[] = Array.from({ length: COUNT * COUNT }, (_, index) => [index % COUNT, Math.floor(index / COUNT)] as const)
  .filter(([u, v]) => u + v > 0)
  .sort(([u, v], [p, q]) => u * u + v * v - (p * p + q * q) || Math.abs(u - v) - Math.abs(p - q) || u - p)
  .slice(0, 64);

const PLACE_OF = new Map(FREQUENCIES.map(([u, v], place) => [u * COUNT + v, place]));

/** By turn: where each bit of the turned picture's key stands in the key, and whether it is the other way round. */
const TURNED_BITS = TURNS.map((turn) =>
  FREQUENCIES.map(([u, v]) => {
    const [column, row] = swapsSides(turn) ? [v, u] : [u, v];
    const isFlipped = ((turn & 1 ? column : 0) + (turn & 2 ? row : 0)) % 2 === 1;
    return { place: PLACE_OF.get(column * COUNT + row) ?? 0, isFlipped };
  }),
);

/**
 * 64 bits [high, low] that pictures of the same thing have nearly in common: the signs of the lowest frequencies of
 * its grey, so that neither brightness nor contrast nor size move them.
 *
 * @param inset share of each side that is left out
 */
export function keyOfPicture(grey: Float32Array, side: number, inset: number): [number, number] {
  const frequencies = frequenciesOf(grey, side, COUNT, inset);
  return packBits((place) => {
    const [u, v] = FREQUENCIES[place] ?? [0, 0];
    return (frequencies[v * COUNT + u] ?? 0) > 0;
  });
}

/** The key that the picture would have if it lay otherwise. */
export function turnKey(high: number, low: number, turn: Turn): [number, number] {
  const bits = TURNED_BITS[turn] ?? [];
  return packBits((place) => {
    const source = bits[place];
    if (!source) return false;
    const bit = source.place < 32 ? (low >>> source.place) & 1 : (high >>> (source.place - 32)) & 1;
    return (bit === 1) !== source.isFlipped;
  });
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
