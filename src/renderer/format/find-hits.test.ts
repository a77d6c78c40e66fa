import { expect, it } from 'vitest';
import { findHits, wordsOf } from './find-hits';

const hits = (text: string, query: string): string[] =>
  findHits(text, wordsOf(query))
    .filter((piece) => piece.hit)
    .map((piece) => piece.text);

it('finds words whatever their case and accents', () => {
  expect(hits('Zürich, zurich and ZÜRICH', 'zürich')).toEqual(['Zürich', 'zurich', 'ZÜRICH']);
});

it('finds the beginnings of words only', () => {
  expect(hits('net, network, internet', 'net')).toEqual(['net', 'net']);
});

it('takes signs in a query as they are, and loses no text', () => {
  expect(hits('a.b costs (1+1) €', '(1+1) "a.b"')).toEqual(['a', 'b', '1', '1']);
  const text = 'İstanbul 𝒳 ﬁn Straße';
  expect(
    findHits(text, wordsOf('straße'))
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
  expect(findHits(text, [])).toEqual([{ text, hit: false }]);
});
