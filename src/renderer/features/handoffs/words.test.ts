import { describe, expect, it } from 'vitest';
import { daysInWords, programName } from './words';

describe('days of an expectation, in words', () => {
  it.each([
    [[1, 2, 3, 4, 5], 'on weekdays'],
    [[7, 6, 5, 4, 3, 2, 1], 'every day'],
    [[4, 1], 'on Mon and Thu'],
    [[6], 'on Sat'],
    [[1, 3, 7], 'on Mon, Wed and Sun'],
  ])('%j', (days, words) => expect(daysInWords(days)).toBe(words));

  it('a program that nobody names is a dash', () => expect([programName(null), programName(''), programName('loader')]).toEqual(['—', '—', 'loader']));
});
