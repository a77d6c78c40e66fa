import { expect, it } from 'vitest';
import { printOfText } from '../../../base/text-print';
import { TextIndex } from './text-index';

function printOf(text: string): Uint8Array {
  const print = printOfText(text);
  if (!print) throw new Error('This text should have a print.');
  return print;
}

/** Words made of syllables, the same for the same seed. */
function writeText(seed: number): string {
  const syllables = 'ba ke li mo nu ra se ti vo wu'.split(' ');
  return Array.from({ length: 120 }, (_, at) => {
    const mixed = Math.imul((seed * 1009 + at) ^ 0x5bd1e995, 0x9e3779b1);
    const chance = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
    return [0, 8, 16].map((shift) => syllables[((chance >>> shift) & 0xff) % 10]).join('');
  }).join(' ');
}

it('finds a text by part of its words, and no stranger', () => {
  const index = new TextIndex();
  for (let id = 0; id < 300; id += 1) index.add(id, printOf(writeText(id)));
  const words = writeText(42).split(' ');
  const misread = words.map((word, at) => (at % 5 === 2 ? `${word.slice(0, 3)}x${word.slice(4)}` : word)).join(' ');
  expect(index.candidates(printOf(misread))).toEqual([42]);
  expect(index.candidates(printOf(writeText(999)))).toEqual([]);
  index.remove(42);
  index.remove(4_242);
  expect(index.candidates(printOf(misread))).toEqual([]);
  expect(index.size).toBe(299);
});

it('lists at most as many as asked for', () => {
  const index = new TextIndex();
  for (let id = 0; id < 3_000; id += 1) index.add(id, printOf(writeText(1)));
  expect(index.candidates(printOf(writeText(1)), 20)).toHaveLength(20);
});
