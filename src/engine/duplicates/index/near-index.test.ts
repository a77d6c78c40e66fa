import { expect, it } from 'vitest';
import { ALL_PARTS, LOWEST_PARTS, NearIndex } from './near-index';

/** Well mixed words, the same each time. */
function words(count: number, seed: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state ^ (state >>> 16), 0x45d9f3b) + 0x9e3779b9) >>> 0;
    return (state ^ (state >>> 15)) >>> 0;
  });
}

function countBits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Words of a key that is nowhere in doubt, or where these bits are. */
const keyOf = (high: number, low: number, doubtHigh = 0, doubtLow = 0) => Uint32Array.of(high, low, doubtHigh, doubtLow);

function idsWithin(index: NearIndex, key: Uint32Array, radius: number, parts: readonly number[] = ALL_PARTS): number[] {
  const ids: number[] = [];
  index.query(key, 0, parts, radius, 100, (owner) => ids.push(owner));
  return ids.sort((a, b) => a - b);
}

it('finds all keys within the radius that agree in a part but for doubts, and no other, like a look at each', () => {
  const highs = words(1000, 1);
  const lows = words(1000, 2);
  // Clusters around every tenth key, each flipping some bits more.
  for (let at = 0; at < 1000; at += 1) {
    const centre = at - (at % 10);
    const flips = at % 10;
    if (flips === 0) continue;
    highs[at] = (highs[centre]! ^ (0x01010101 * ((1 << (flips >> 1)) - 1))) >>> 0;
    lows[at] = (lows[centre]! ^ ((1 << flips) - 1)) >>> 0;
  }
  const index = new NearIndex();
  for (let id = 0; id < 1000; id += 1) index.add(id, highs[id]!, lows[id]!);
  const halves = (word: number) => [word >>> 16, word & 0xffff];
  for (const [doubtHigh, doubtLow] of [[0, 0], [0x01010101, 0x00000107], [0x00030003, 0x0007000f]] as const) {
    for (const radius of [0, 1, 5, 8, 14]) {
      let found = 0;
      for (let query = 0; query < 60; query += 1) {
        const [high, low] = [highs[query]!, lows[query]!];
        const agrees = (id: number) => [...halves((highs[id]! ^ high) & ~doubtHigh), ...halves((lows[id]! ^ low) & ~doubtLow)].some((rest) => rest === 0);
        const isNear = (id: number) => countBits(highs[id]! ^ high) + countBits(lows[id]! ^ low) <= radius;
        const expected = highs.flatMap((_, id) => (isNear(id) && agrees(id) ? [id] : []));
        expect(idsWithin(index, keyOf(high, low, doubtHigh, doubtLow), radius)).toEqual(expected);
        found += expected.length;
      }
      expect(found).toBeGreaterThanOrEqual(60);
    }
  }
});

it('looks at no other parts than it is asked to', () => {
  const index = new NearIndex();
  index.add(1, 0x12345678, 0x9abcdef0);
  expect(idsWithin(index, keyOf(0x12355679, 0x9abcdef0), 4, LOWEST_PARTS)).toEqual([1]);
  expect(idsWithin(index, keyOf(0x12345678, 0x9abddef1), 4, LOWEST_PARTS)).toEqual([]);
  expect(idsWithin(index, keyOf(0x12345678, 0x9abddef1), 4)).toEqual([1]);
});

it('forgets what is removed, and nothing else', () => {
  const index = new NearIndex();
  index.add(1, 0xffffffff, 0x80000000);
  index.add(2, 0xffffffff, 0x80000000);
  index.add(3, 0xffffffff, 0x80000001);
  index.add(4, 0x0fffffff, 0x80000000);
  const asked = keyOf(0xffffffff, 0x80000000);
  expect(idsWithin(index, asked, 4)).toEqual([1, 2, 3, 4]);
  index.remove(1, 0xffffffff, 0x80000000);
  index.remove(3, 0xffffffff, 0x80000001);
  index.remove(3, 0xffffffff, 0x80000001);
  index.remove(9, 0, 0);
  index.remove(9, 0xffffffff, 0x80000000);
  expect(idsWithin(index, asked, 4)).toEqual([2, 4]);
  index.add(5, 0xffffffff, 0x80000001);
  expect(idsWithin(index, asked, 4)).toEqual([2, 4, 5]);
});

it('stays itself while thousands come and go', () => {
  const highs = words(6_000, 3);
  const lows = words(6_000, 4);
  const index = new NearIndex();
  const isThere = new Set<number>();
  for (let step = 0; step < 6_000; step += 1) {
    index.add(step, highs[step]!, lows[step]!);
    isThere.add(step);
    const leaving = (step * 7919) % (step + 1);
    if (step % 3 === 0 && isThere.delete(leaving)) index.remove(leaving, highs[leaving]!, lows[leaving]!);
  }
  for (let id = 0; id < 6_000; id += 1) expect(idsWithin(index, keyOf(highs[id]!, lows[id]!), 0)).toEqual(isThere.has(id) ? [id] : []);
});

it('keeps keys that thousands share in one place, and tells of the newest that have one', () => {
  const index = new NearIndex();
  for (let id = 0; id < 20_000; id += 1) index.add(id, 7, 7);
  expect(idsWithin(index, keyOf(7, 6), 8)).toEqual(Array.from({ length: 100 }, (_, at) => 19_900 + at));
  for (let id = 19_999; id >= 0; id -= 1) index.remove(id, 7, 7);
  expect(idsWithin(index, keyOf(7, 7), 8)).toEqual([]);
});
