import { describe, expect, test } from 'vitest';
import type { FactValue } from '../../shared/model/fact';
import type { Condition, RuleTest, TestValue } from '../../shared/model/rule';
import { compileCondition, type Facts } from './compile-condition';

const NOW = new Date(2026, 10, 22, 12).getTime();
const DAY = 86_400_000;
const known: Record<string, FactValue> = {
  name: 'Rechnung Müller INV-2041.pdf',
  path: 'in/Rechnung Müller INV-2041.pdf',
  size: 2_500_000,
  modified: NOW - 3 * DAY,
  age: 3 * 86_400,
  event: 'created',
  kind: 'document',
  text: 'Invoice no. INV-2041\nTotal: 119,00 EUR',
  pages: 3,
  'ocr.confidence': 94.5,
  'ocr.used': true,
  columns: ['Date', 'Amount'],
  entries: ['photos/a.jpg', 'readme.txt'],
  'metadata.producer': 'Scanner 3000',
};
const facts: Facts = { now: NOW, value: (name) => known[name] };
const one = (fact: string, operator: string, value: TestValue): RuleTest => ({ fact, operator: operator as RuleTest['operator'], value });
const holds = (condition: Condition): boolean => compileCondition(condition).isMet(facts);

describe('a test', () => {
  test.each<[string, string, TestValue, boolean]>([
    ['name', 'contains', 'rechnung', true],
    ['name', 'contains', 'MÜLLER', true],
    ['name', 'does not contain', 'rechnung', false],
    ['name', 'is', 'rechnung müller inv-2041.PDF', true],
    ['name', 'is not', 'other', true],
    ['name', 'starts with', 'rech', true],
    ['name', 'ends with', '.pdf', true],
    ['name', 'is like', '*inv-*.pdf', true],
    ['path', 'is like', 'in/*.pdf', true],
    ['path', 'is not like', 'out/*', true],
    ['name', 'matches', 'INV-\\d{4}', true],
    ['name', 'matches', 'inv-\\d{4}', false],
    ['name', 'matches', '(?i)inv-\\d{4}', true],
    ['text', 'matches', '^Total:', true],
    ['name', 'is one of', ['a.pdf', 'RECHNUNG MÜLLER INV-2041.pdf'], true],
    ['size', 'above', '2 MB', true],
    ['size', 'below', '2 MB', false],
    ['size', 'between', ['2 MB', '3 MB'], true],
    ['pages', 'at least', 3, true],
    ['pages', 'is not', 3, false],
    ['ocr.confidence', 'above', 94, true],
    ['ocr.used', 'is', true, true],
    ['age', 'above', '2 days', true],
    ['modified', 'within the last', '2 days', false],
    ['modified', 'longer ago than', '2 days', true],
    ['modified', 'on', '2026-11-19', true],
    ['modified', 'before', '2026-11-19', false],
    ['modified', 'after', '2026-11', false],
    ['kind', 'is one of', ['document', 'image'], true],
    ['columns', 'contains', 'amount', true],
    ['columns', 'does not contain', 'vat', true],
    ['columns', 'has at least', 3, false],
    ['entries', 'contains like', '*.jpg', true],
    ['entries', 'contains match', '^readme', true],
    ['columns', 'is empty', false, true],
    ['metadata.producer', 'contains', 'scanner', true],
  ])('%s %s %j: %s', (fact, operator, value, isMet) => {
    expect(holds(one(fact, operator, value))).toBe(isMet);
  });

  test('of what is not known of the file never holds, not even when negated', () => {
    expect(holds(one('title', 'is', 'x'))).toBe(false);
    expect(holds(one('title', 'is not', 'x'))).toBe(false);
    expect([holds(one('title', 'is known', false)), holds(one('title', 'is known', true)), holds(one('pages', 'is known', true))]).toEqual([true, false, true]);
  });

  test.each<[string, string, TestValue, string]>([
    ['nmae', 'is', 'x', 'There is no fact “nmae”; “name” is meant?'],
    ['size', 'contains', 'x', '“size contains” makes no sense; size knows: is, above, below, at least, at most, between.'],
    ['size', 'above', 'much', '“much” is no value for size.'],
    ['size', 'between', ['3 MB', '2 MB'], '“size between” needs two values, the lower one first: [10, 20].'],
    ['kind', 'is', 'picture', '“kind” is never “picture”; it is one of: text, data, document, image, archive, audio, video, other.'],
    ['name', 'matches', '(a', 'The expression “(a” for name can’t be used: a “(” is never closed.'],
    ['name', 'matches', '(a)\\1', 'The expression “(a)\\1” for name can’t be used: “\\1” is not known.'],
    ['modified', 'after', 'yesterday', '“yesterday” is no date for modified; write for example 2026-01-31.'],
    ['valid', 'is', 'maybe', '“valid” is yes or no: write true or false.'],
  ])('%s %s %j is refused with what is wrong', (fact, operator, value, message) => {
    expect(() => compileCondition(one(fact, operator, value))).toThrow(expect.objectContaining({ code: 'settings.invalid', message }));
  });

  test('takes time in proportion to the text, whatever the expression', () => {
    const evil = compileCondition(one('text', 'matches', '^(a+)+$'));
    expect(evil.isMet({ now: 0, value: () => `${'a'.repeat(100_000)}!` })).toBe(false);
  });
});

describe('groups', () => {
  const yes = one('pages', 'is', 3);
  const no = one('pages', 'is', 4);
  test('nest', () => {
    expect(holds({ all: [yes, { any: [no, yes] }, { none: [no] }] })).toBe(true);
    expect(holds({ all: [yes, no] })).toBe(false);
    expect(holds({ none: [no, yes] })).toBe(false);
  });
  test('that are empty', () => {
    expect([holds({ all: [] }), holds({ any: [] }), holds({ none: [] })]).toEqual([true, false, true]);
  });
  test('too deep are refused', () => {
    let deep: Condition = yes;
    for (let i = 0; i < 8; i += 1) deep = { all: [deep] };
    expect(() => compileCondition(deep)).toThrow('nested more than 8 deep');
  });
  test('say what must be done first', () => {
    expect([...compileCondition({ all: [one('size', 'above', 1), { any: [one('text', 'contains', 'x'), one('duplicate', 'is empty', true)] }] }).needs]).toEqual(['look', 'ocr', 'compare']);
  });
});

test('a trace has a tick or a cross and the actual value for each test', () => {
  expect(compileCondition({ all: [one('pages', 'at least', 2), { any: [one('name', 'starts with', 'x'), one('title', 'is', 'y')] }] }).trace(facts)).toEqual({
    sentence: 'all',
    isMet: false,
    actual: null,
    parts: [
      { sentence: 'the number of pages is at least 2', isMet: true, actual: 3, parts: [] },
      {
        sentence: 'any',
        isMet: false,
        actual: null,
        parts: [
          { sentence: 'the name starts with “x”', isMet: false, actual: known.name, parts: [] },
          { sentence: 'the title is “y”', isMet: false, actual: null, parts: [] },
        ],
      },
    ],
  });
});

test('what expressions catch is kept for templates', () => {
  const condition: Condition = { all: [one('name', 'matches', '(?P<kind>\\w+)-(\\d+)'), { any: [one('text', 'matches', 'Total: (?P<total>[\\d,]+)'), one('name', 'matches', 'nothing')] }] };
  expect(compileCondition(condition).captures(facts)).toMatchObject({ kind: 'INV', 2: '2041', total: '119,00' });
  expect(compileCondition({ none: [one('name', 'matches', '(?P<kind>x)')] }).captures(facts)).toEqual({});
});
