import { expect, it } from 'vitest';
import { findHits, termsOf } from './find-hits';

const hits = (text: string, query: string): string[] =>
  findHits(text, termsOf(query))
    .filter((piece) => piece.hit)
    .map((piece) => piece.text);

it('finds words whatever their case and accents', () => {
  expect(hits('Zürich, zurich and ZÜRICH', 'zürich')).toEqual(['Zürich', 'zurich', 'ZÜRICH']);
});

it('finds the beginnings of words only', () => {
  expect(hits('net, network, internet', 'net')).toEqual(['net', 'net']);
});

it('takes the last word alone as unfinished, and only while it is being typed', () => {
  expect(hits('net 30, network 300, days', 'net 300')).toEqual(['net', '300']);
  expect(hits('network, net', 'net ')).toEqual(['net']);
  expect(hits('an ant', 'an')).toEqual(['an']);
});

it('takes words in quotes as one hit, also across a line', () => {
  const text = 'Gross negligence, gross\nnegligence; negligence that is gross';
  expect(hits(text, '"gross negligence"')).toEqual(['Gross negligence', 'gross\nnegligence']);
  expect(hits('gross negligences', '"gross negligence"')).toEqual([]);
  expect(hits('gross negligence and gross', '"gross negligence" gross')).toEqual(['gross negligence', 'gross']);
  expect(hits('gross negligence, gross', '"gross negl')).toEqual([]);
});

it('takes signs in a query as they are, and loses no text', () => {
  expect(hits('a.b costs (1+1) € and b, not a', '(1+1) "a.b"')).toEqual(['a.b', '1+1']);
  expect(hits('a.b and a', 'a.b ')).toEqual(['a.b']);
  const text = 'İstanbul 𝒳 ﬁn Straße';
  expect(
    findHits(text, termsOf('straße'))
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
  expect(findHits(text, [])).toEqual([{ text, hit: false }]);
  expect(termsOf('" " - ,')).toEqual([]);
});
