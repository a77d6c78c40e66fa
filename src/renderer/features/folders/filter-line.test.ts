import { expect, it } from 'vitest';
import { lineOfParts, partsOfLine } from './filter-line';

it('takes a line apart and puts it together again', () => {
  for (const line of ['*.pdf', 'in/**', 'regex:^\\d+\\.csv$']) expect(lineOfParts(partsOfLine(line))).toBe(line);
  expect(partsOfLine('regex: ^a')).toEqual({ kind: 'regex', pattern: '^a' });
});

it('keeps a mark that was typed, and makes no line of nothing', () => {
  expect(lineOfParts({ kind: 'glob', pattern: ' regex:^a ' })).toBe('regex:^a');
  expect(lineOfParts({ kind: 'regex', pattern: 'regex:^a' })).toBe('regex:^a');
  expect(lineOfParts({ kind: 'regex', pattern: '  ' })).toBe('');
});
