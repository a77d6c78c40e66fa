import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCondition, writeCondition } from './written-condition';

const WRITTEN = `
all:
  - kind: document
  - text contains: Invoice
  - ocr.confidence above: 80
  - any:
      - name matches: '^INV-(\\d+)'
      - name is not like: '*.draft.*'
      - size between: [1 MB, 10 MB]
  - none:
      - warnings has at least: 1
  - modified after: 2026-01-31
`;

describe('conditions in YAML', () => {
  test('read as they are meant', () => {
    expect(readCondition(parse(WRITTEN))).toEqual({
      all: [
        { fact: 'kind', operator: 'is', value: 'document' },
        { fact: 'text', operator: 'contains', value: 'Invoice' },
        { fact: 'ocr.confidence', operator: 'above', value: 80 },
        {
          any: [
            { fact: 'name', operator: 'matches', value: '^INV-(\\d+)' },
            { fact: 'name', operator: 'is not like', value: '*.draft.*' },
            { fact: 'size', operator: 'between', value: ['1 MB', '10 MB'] },
          ],
        },
        { none: [{ fact: 'warnings', operator: 'has at least', value: 1 }] },
        { fact: 'modified', operator: 'after', value: '2026-01-31' },
      ],
    });
  });

  test('survive being written and read again', () => {
    const condition = readCondition(parse(WRITTEN));
    expect(readCondition(JSON.parse(JSON.stringify(writeCondition(condition))))).toEqual(condition);
    expect(writeCondition({ fact: 'kind', operator: 'is', value: 'image' })).toEqual({ kind: 'image' });
  });

  test('may be short: a map of several is all of them, a list of values one of them', () => {
    expect(readCondition({ kind: ['image', 'document'], 'size above': '1 MB' })).toEqual({
      all: [
        { fact: 'kind', operator: 'is one of', value: ['image', 'document'] },
        { fact: 'size', operator: 'above', value: '1 MB' },
      ],
    });
  });

  test.each<[unknown, string]>([
    ['Invoice', '“Invoice” is no condition; write for example “name contains: Invoice”.'],
    [{ any: 'x' }, '“any” needs a list of conditions.'],
    [{ 'name is': null }, '“name is” is compared with nothing that can be compared.'],
  ])('%j is refused', (written, message) => {
    expect(() => readCondition(written)).toThrow(expect.objectContaining({ code: 'settings.invalid', message }));
  });
});
