import { expect, it } from 'vitest';
import { beginNearHit, piecesOf } from './snippet';

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

it('begins near the first hit, between two words', () => {
  const begun = beginNearHit(piecesOf('…each month, by bank transfer to the account named below. A \ue000deposit\ue001 of three'));
  expect(begun).toEqual([
    { text: '…named below. A ', hit: false },
    { text: 'deposit', hit: true },
    { text: ' of three', hit: false },
  ]);
});

it('leaves a beginning that is short, and a text without hits', () => {
  for (const text of ['A \ue000deposit\ue001 of', '\ue000deposit\ue001', 'no hit in all of this long text at all', '']) {
    expect(beginNearHit(piecesOf(text))).toEqual(piecesOf(text));
  }
  expect(beginNearHit(piecesOf(`${'x'.repeat(50)}/\ue000net\ue001`))[0]?.text).toBe(`…${'x'.repeat(19)}/`);
});
