import { expect, it } from 'vitest';
import { NearIndex } from './near-index';

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

function idsWithin(index: NearIndex, high: number, low: number, radius: number): number[] {
  const ids: number[] = [];
  index.query(high, low, radius, (owners) => ids.push(...(typeof owners === 'number' ? [owners] : owners)));
  return ids.sort((a, b) => a - b);
}

it('finds all keys within the radius and no other, like a look at each', () => {
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
  for (const radius of [0, 1, 5, 8, 11, 12, 13]) {
    let found = 0;
    for (let query = 0; query < 60; query += 1) {
      const [high, low] = [highs[query]!, lows[query]!];
      const expected = highs.flatMap((other, id) => (countBits(other ^ high) + countBits(lows[id]! ^ low) <= radius ? [id] : []));
      expect(idsWithin(index, high, low, radius)).toEqual(expected);
      found += expected.length;
    }
    expect(found).toBeGreaterThanOrEqual(60);
  }
});

it('forgets what is removed, and nothing else', () => {
  const index = new NearIndex();
  index.add(1, 0xffffffff, 0x80000000);
  index.add(2, 0xffffffff, 0x80000000);
  index.add(3, 0xffffffff, 0x80000001);
  index.add(4, 0x0fffffff, 0x80000000);
  expect(idsWithin(index, 0xffffffff, 0x80000000, 4)).toEqual([1, 2, 3, 4]);
  index.remove(1, 0xffffffff, 0x80000000);
  index.remove(3, 0xffffffff, 0x80000001);
  index.remove(3, 0xffffffff, 0x80000001);
  index.remove(9, 0, 0);
  expect(idsWithin(index, 0xffffffff, 0x80000000, 4)).toEqual([2, 4]);
  index.add(5, 0xffffffff, 0x80000001);
  expect(idsWithin(index, 0xffffffff, 0x80000000, 4)).toEqual([2, 4, 5]);
});

it('keeps keys that thousands share in one place', () => {
  const index = new NearIndex();
  for (let id = 0; id < 20_000; id += 1) index.add(id, 7, 7);
  let visits = 0;
  index.query(7, 6, 8, () => (visits += 1));
  expect(visits).toBe(1);
  for (let id = 0; id < 20_000; id += 1) index.remove(id, 7, 7);
  expect(idsWithin(index, 7, 7, 8)).toEqual([]);
});
