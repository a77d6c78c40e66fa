import { RE2JS } from 're2js';
import { expect, it } from 'vitest';
import { capturesOf } from './captures-of';

const catcherOf = (expression: string): ReturnType<typeof capturesOf> => capturesOf(RE2JS.compile(expression, RE2JS.MULTILINE));
const filler = 'lorem ipsum dolor sit amet\n'.repeat(20_000);

it('catches the first match, wherever it stands', () => {
  const catches = catcherOf('^Invoice no\\. (?P<number>\\d+)(x)?$');
  const caught = { 0: 'Invoice no. 41', 1: '41', 2: '', number: '41' };
  expect(catches('Invoice no. 41')).toEqual(caught);
  expect(catches(`${filler}Invoice no. 41\n${filler}Invoice no. 42\n`)).toEqual(caught);
  expect(catches(`${filler}see Invoice no. 41\n`)).toEqual({});
});

it('catches what lies on the border of two pieces, also over lines', () => {
  const catches = catcherOf('From\\s+(\\w+)\\s+to\\s+(\\w+)');
  for (let at = 19_950; at <= 20_050; at += 1) {
    const text = `${'x '.repeat(at / 2).padEnd(at, ' ')}From\nAnn\nto Bob ${'y '.repeat(20_000)}`;
    expect(catches(text)).toMatchObject({ 1: 'Ann', 2: 'Bob' });
  }
});

it('has nothing to catch in a text without a match', () => {
  expect(catcherOf('(z+)')('y'.repeat(100_000))).toEqual({});
  expect(catcherOf('(z+)')('')).toEqual({});
});
