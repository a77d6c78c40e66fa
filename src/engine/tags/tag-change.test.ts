import { describe, expect, it } from 'vitest';
import { cleanTag } from './clean-tag';
import { tagChange } from './tag-change';

describe('a change of tags', () => {
  it.each([
    ['adds what is not there, whatever its case', ['Invoice'], ['invoice', 'Paid'], [], ['Paid'], []],
    ['takes away what is there, as it was written', ['To Pay', 'x'], [], ['to pay', 'y'], [], ['To Pay']],
    ['keeps what is given and taken at once', ['a'], ['a', 'b'], ['a', 'b'], ['b'], []],
    ['knows accents as letters', ['Übersicht'], ['ubersicht'], [], [], []],
    ['leaves out what is nothing', [], ['', ' ', '\u200b'], [''], [], []],
    ['adds the same only once', [], ['one', 'One '], [], ['One'], []],
  ])('%s', (_what, present, add, remove, added, removed) => {
    expect(tagChange(present, add, remove)).toEqual({ added, removed });
  });
});

it.each([
  ['  two\n words ', 'two words'],
  ['a\u202eb', 'a b'],
  ['x'.repeat(300), 'x'.repeat(100)],
  ['👍'.repeat(200), '👍'.repeat(100)],
])('%j is kept as %j', (written, kept) => {
  expect(cleanTag(written)).toBe(kept);
});
