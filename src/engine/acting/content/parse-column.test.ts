import { expect, it } from 'vitest';
import { parseColumn } from './parse-column';

it.each([
  ['Amount', 'Amount', null, false],
  [' Amount (number) ', 'Amount', 'number', false],
  ['Due (required date)', 'Due', 'date', true],
  ['id (required)', 'id', null, true],
  ['Amount (EUR)', 'Amount (EUR)', null, false],
  ['Amount (EUR) (Integer)', 'Amount (EUR)', 'integer', false],
  ['x ()', 'x ()', null, false],
  ['(number)', '(number)', null, false],
])('%j is the column %j: %j, required %j', (written, name, type, isRequired) => {
  expect(parseColumn(written)).toEqual({ name, type, isRequired });
});
