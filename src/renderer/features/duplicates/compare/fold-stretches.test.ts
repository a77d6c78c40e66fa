import { expect, it } from 'vitest';
import type { Stretch } from './diff-words';
import { foldStretches } from './fold-stretches';

const words = (count: number): string => Array.from({ length: count }, (_, at) => `w${at}`).join(' ');
const same = (text: string): Stretch => ({ kind: 'same', text });
const changed: Stretch = { kind: 'new', text: 'other' };

it('keeps what is around a change, and says how much is folded', () => {
  const shown = foldStretches([same(words(200)), changed, same(words(200))], new Set());
  expect(shown.map(({ foldedWords }) => foldedWords)).toEqual([176, 0, 0, 0, 176]);
  expect(shown[1]?.text.startsWith('w176 ')).toBe(true);
  expect(shown[3]?.text.endsWith(' w23')).toBe(true);
});

it('loses nothing of a text that is opened', () => {
  const stretches = [same(words(200)), changed];
  expect(foldStretches(stretches, new Set([0])).map(({ text }) => text)).toEqual(stretches.map(({ text }) => text));
});

it('leaves short stretches alone, and a text without changes', () => {
  expect(foldStretches([same(words(40)), changed], new Set())).toHaveLength(2);
  expect(foldStretches([same(words(4000))], new Set())).toHaveLength(1);
});
