import { expect, it } from 'vitest';
import { termsOf } from '../../../format/find-hits';
import { hitsOnPage } from './hits-on-page';
import type { PlacedWord } from './layout-words';

const placed = (text: string): PlacedWord[] =>
  text.split(' ').map((word) => ({ text: word, box: { x: 0, y: 0, width: 1, height: 1 }, confidence: null, turn: 0 }));
const found = (text: string, query: string): string[] =>
  hitsOnPage(placed(text), termsOf(query)).map((words) => words.map((word) => word.text).join(' '));

it('finds words in quotes as one hit, and neither word by itself', () => {
  expect(found('The gross sum. (Gross negligence), and negligence', '"gross negligence"')).toEqual(['(Gross negligence),']);
});

it('finds every hit, also several in one word and at both ends', () => {
  expect(found('net the network and/net', 'net')).toEqual(['net', 'network', 'and/net']);
  expect(found('net/net worth', 'net ')).toEqual(['net/net', 'net/net']);
  expect(found('nothing here', 'net')).toEqual([]);
  expect(found('net', '')).toEqual([]);
});
