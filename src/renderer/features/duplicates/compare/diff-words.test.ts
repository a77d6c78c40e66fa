import { expect, it } from 'vitest';
import { diffWords } from './diff-words';

it('finds the words that differ, and nothing else', () => {
  const { stretches, changes, isByLines } = diffWords('The net is due in 30 days.', 'The net is due in 14 days.');
  expect(stretches).toEqual([
    { kind: 'same', text: 'The net is due in ' },
    { kind: 'gone', text: '30' },
    { kind: 'new', text: '14' },
    { kind: 'same', text: ' days.' },
  ]);
  expect(changes).toBe(1);
  expect(isByLines).toBe(false);
});

it('does not mind how lines are broken', () => {
  const diff = diffWords('One two\nthree  four\r\n\r\nFive', 'One\ntwo three\nfour\n\n\nFive');
  expect(diff).toMatchObject({ changes: 0 });
  expect(diff.stretches).toEqual([{ kind: 'same', text: 'One two three four\nFive' }]);
});

it('ends soon with long texts that have nothing in common', () => {
  const long = (letter: string): string => Array.from({ length: 30_000 }, (_, at) => `${letter}${at}`).join(' ');
  const diff = diffWords(long('x'), long('y'));
  expect(diff.isByLines).toBe(true);
  expect(diff.changes).toBe(1);
});
