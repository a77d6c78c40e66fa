import { expect, it } from 'vitest';
import { PackedMap } from './packed-map';

it('finds what was set, however much it is, and what was set last', () => {
  const packed = new PackedMap<{ n: number } | null>();
  const plain = new Map<string, { n: number } | null>();
  for (let i = 0; i < 20_000; i += 1) {
    const key = `${'deep/'.repeat(i % 7)}naïve “${i % 15_000}”`;
    const value = i % 11 === 0 ? null : { n: i };
    packed.set(key, value);
    plain.set(key, value);
  }
  for (const [key, value] of plain) expect(packed.get(key)).toEqual(value);
  expect([packed.has('deep/naïve'), packed.get('')]).toEqual([false, undefined]);
});

it('tells keys apart that only look alike as bytes', () => {
  const packed = new PackedMap<number>();
  const keys = ['', '\ud800', '\ud801', '\ufffd', 'a\0', 'a', '__proto__'];
  keys.forEach((key, i) => packed.set(key, i));
  expect(keys.map((key) => packed.get(key))).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
