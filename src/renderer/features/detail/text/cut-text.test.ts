import { expect, it } from 'vitest';
import { cutText } from './cut-text';

/** "payment" as word 0 with a hit in it: [0, 'pay*', 'ment'] */
const short = (parts: ReturnType<typeof cutText>): (string | number | null)[][] =>
  parts.map(({ word, pieces }) => [word, ...pieces.map(({ text, hit }) => (hit === null ? text : `${text}*${hit}`))]);

it('cuts at words and at hits, which may be parts of words', () => {
  const words = [
    { word: 0, start: 0, end: 7 },
    { word: 3, start: 8, end: 12 },
  ];
  expect(short(cutText({ text: 'payment days.', start: 0 }, words, [{ start: 0, end: 3 }]))).toEqual([
    [0, 'pay*0', 'ment'],
    [null, ' '],
    [3, 'days'],
    [null, '.'],
  ]);
});

it('takes the later block of a long page, with a word that begins before it', () => {
  const words = [
    { word: 8, start: 90, end: 99 },
    { word: 9, start: 98, end: 102 },
    { word: 10, start: 103, end: 105 },
  ];
  expect(short(cutText({ text: 'cd ef gh', start: 100 }, words, [{ start: 10, end: 12 }, { start: 106, end: 108 }]))).toEqual([
    [9, 'cd'],
    [null, ' '],
    [10, 'ef'],
    [null, ' ', 'gh*106'],
  ]);
});

it('leaves a text alone that has neither', () => {
  expect(short(cutText({ text: 'as it is', start: 5 }, [], []))).toEqual([[null, 'as it is']]);
  expect(cutText({ text: '', start: 0 }, [], [])).toEqual([]);
});
