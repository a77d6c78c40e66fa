import { describe, expect, it } from 'vitest';
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

/** Words of a key that is nowhere in doubt, or where these bits of the low word are. */
const keyOf = (high: number, low: number, doubts = 0) => Uint32Array.of(high, low, doubts);

function idsWithin(index: NearIndex, key: Uint32Array, bits: number, flips: 1 | 2 = 2): number[] {
  const ids: number[] = [];
  index.query(key, 0, { bits, flips }, 100, (owner) => ids.push(owner));
  return ids.sort((a, b) => a - b);
}

describe('of a thousand keys in clusters', () => {
  const highs = words(1000, 1);
  const lows = words(1000, 2);
  const index = new NearIndex();
  // Around every tenth key, each flipping some bits more.
  for (let id = 0; id < 1000; id += 1) {
    const centre = id - (id % 10);
    const flips = id % 10;
    if (flips > 0) {
      highs[id] = (highs[centre]! ^ (0x01010101 * ((1 << (flips >> 1)) - 1))) >>> 0;
      lows[id] = (lows[centre]! ^ ((1 << flips) - 1)) >>> 0;
    }
    index.add(id, highs[id]!, lows[id]!);
  }
  const halves = (word: number) => [word >>> 16, word & 0xffff];

  /** By a look at each. */
  function idsExpected(query: number, doubts: number, bits: number, flips: number): number[] {
    const allowed = halves(doubts);
    return highs.flatMap((high, id) => {
      const low = lows[id]! ^ lows[query]!;
      const agrees = halves(low).some((rest, half) => (rest & ~allowed[half]!) === 0 && countBits(rest) <= flips);
      return agrees && countBits(high ^ highs[query]!) + countBits(low) <= bits ? [id] : [];
    });
  }

  it.each([[0, 1], [0x00000107, 1], [0x00000107, 2], [0x000f000f, 1], [0x000f000f, 2]] as const)('it finds those near, but for doubts %s of which it turns %s, and no other', (doubts, flips) => {
    for (const bits of [0, 1, 5, 8, 14]) {
      let found = 0;
      for (let query = 0; query < 60; query += 1) {
        const expected = idsExpected(query, doubts, bits, flips);
        expect(idsWithin(index, keyOf(highs[query]!, lows[query]!, doubts), bits, flips)).toEqual(expected);
        found += expected.length;
      }
      expect(found).toBeGreaterThanOrEqual(60);
    }
  });

  it('it finds the same for all at once, and lets others go on meanwhile', () => {
    const doubts = 0x000f000f;
    const keys = Uint32Array.from(highs.flatMap((high, id) => [high, lows[id]!, doubts, 0]));
    // One of whom nothing is known.
    keys[5 * 4 + 2] = 0;
    const found = highs.map(() => new Set<number>());
    const steps = [...index.pack(4).query(keys, 0, 4, { bits: 8, flips: 2 }, 100, (number, owner) => found[number]!.add(owner))];
    expect(steps.length).toBeGreaterThan(2);
    for (const [number, owners] of found.entries()) {
      expect([...owners].sort((a, b) => a - b)).toEqual(number === 5 ? [] : idsExpected(number, doubts, 8, 2));
    }
  });
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
