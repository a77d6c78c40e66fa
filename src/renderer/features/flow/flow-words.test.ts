import { expect, it } from 'vitest';
import { aLink, aPart } from './a-flow.test-kit';
import { describePart, figuresOf, figuresThatFit, linkWords } from './flow-words';

const busy = aPart('folder', 'Scans', { failed: 2, active: 1, waiting: 1_204, done: 33, detail: 'Polling' });

it('says what is in a part, the gravest first', () => {
  expect(figuresOf(busy).map(({ text }) => text)).toEqual(['2 failed', '1 now', '1,204 waiting', '33 today']);
  expect(describePart({ ...busy, stands: 1 })).toBe('Scans: Polling, 2 failed, 1 now, 1,204 waiting, 33 today');
  expect(describePart({ ...aPart('rule', 'Copies'), stands: 1 })).toBe('Copies: nothing today');
});

it('leaves out what has no room, but never the first', () => {
  const figures = figuresOf(busy);
  expect(figuresThatFit(figures, 400)).toEqual(figures);
  expect(figuresThatFit(figures, 160).map(({ text }) => text)).toEqual(['2 failed', '1 now']);
  expect(figuresThatFit(figures, 10).map(({ text }) => text)).toEqual(['2 failed']);
});

it('labels a line with count and rate', () => {
  expect(linkWords(aLink('a', 'b', 0, { perMinute: 3 }), false)).toBe('');
  expect(linkWords(aLink('a', 'b', 1_204), false)).toBe('1,204');
  expect(linkWords(aLink('a', 'b', 1_204, { perMinute: 12 }), false)).toBe('1,204 · 12/min');
  expect(linkWords(aLink('a', 'b', 1_204, { perMinute: 12 }), true)).toBe('12/min');
});
