import { expect, it } from 'vitest';
import { isMeasure, SIZE_UNITS, SPAN_UNITS, splitMeasure, writeMeasure } from './measure';

it.each([
  ['10 MB', { amount: 10, unit: 'MB' }],
  ['1.5gb', { amount: 1.5, unit: 'GB' }],
  ['.5 kB', { amount: 0.5, unit: 'kB' }],
  ['900', { amount: 900, unit: 'bytes' }],
  [900, { amount: 900, unit: 'bytes' }],
  ['7 b', { amount: 7, unit: 'bytes' }],
])('takes the size %j apart', (written, measure) => {
  expect(splitMeasure(written, SIZE_UNITS)).toEqual(measure);
});

it.each([
  ['7 days', { amount: 7, unit: 'days' }],
  ['1 day', { amount: 1, unit: 'days' }],
  ['2h', { amount: 2, unit: 'hours' }],
  ['30 min', { amount: 30, unit: 'minutes' }],
])('takes the span %j apart', (written, measure) => {
  expect(splitMeasure(written, SPAN_UNITS)).toEqual(measure);
});

it.each(['', 'MB', '10 apples', '10 days', '-1 MB', '1 2 MB', true])('takes %j for no size', (written) => {
  expect(isMeasure(written, SIZE_UNITS)).toBe(false);
});

it('writes one of a thing in the singular', () => {
  expect(writeMeasure(1, 'days')).toBe('1 day');
  expect(writeMeasure(2, 'days')).toBe('2 days');
  expect(writeMeasure(1, 'MB')).toBe('1 MB');
  expect(writeMeasure(1, 'bytes')).toBe('1 bytes');
  for (const unit of [...SIZE_UNITS]) expect(splitMeasure(writeMeasure(1, unit), SIZE_UNITS)).toEqual({ amount: 1, unit });
  for (const unit of [...SPAN_UNITS]) expect(splitMeasure(writeMeasure(1, unit), SPAN_UNITS)).toEqual({ amount: 1, unit });
});
