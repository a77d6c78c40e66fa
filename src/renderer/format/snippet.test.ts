import { expect, it } from 'vitest';
import { piecesOf } from './snippet';

it('cuts a snippet at its marks', () => {
  expect(piecesOf('Payment: \ue000net\ue001 30 \ue000days\ue001')).toEqual([
    { text: 'Payment: ', hit: false },
    { text: 'net', hit: true },
    { text: ' 30 ', hit: false },
    { text: 'days', hit: true },
  ]);
});

it('takes text without marks, unclosed and stray marks without showing one', () => {
  expect(piecesOf('plain')).toEqual([{ text: 'plain', hit: false }]);
  expect(piecesOf('a \ue000b')).toEqual([
    { text: 'a ', hit: false },
    { text: 'b', hit: true },
  ]);
  expect(piecesOf('a\ue001b \ue000c\ue000d\ue001')).toEqual([
    { text: 'ab ', hit: false },
    { text: 'cd', hit: true },
  ]);
  expect(piecesOf('')).toEqual([]);
});
