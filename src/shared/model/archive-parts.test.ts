import { expect, it } from 'vitest';
import { leadOfParts, leadPartOf } from './archive-parts';

it.each([
  ['a.7z.002', 'a.7z.001', false],
  ['a.zip.013', 'a.zip.001', false],
  ['a.part2.rar', 'a.part1.rar', true],
  ['A.PART010.RAR', 'A.PART001.RAR', true],
  ['a.r00', 'a.rar', true],
  ['a.s17', 'a.rar', true],
  ['A.R00', 'A.RAR', true],
  ['a.z01', 'a.zip', true],
])('%s is opened by %s', (name, lead, isCertain) => {
  expect(leadPartOf(name)).toEqual({ name: lead, isCertain });
});

it.each(['a.7z.001', 'a.part1.rar', 'a.part01.rar', 'a.rar', 'a.zip', 'a.7z', '.002', 'r00', 'a.1234', 'notes.txt'])('%s is opened by itself', (name) => {
  expect(leadPartOf(name)).toBeNull();
});

it.each([
  ['a.7z.001', 'a.7z.001'],
  ['a.7z.007', 'a.7z.001'],
  ['a.part01.rar', 'a.part01.rar'],
  ['a.part12.rar', 'a.part01.rar'],
  ['a.rar', 'a.rar'],
  ['a.r12', 'a.rar'],
  ['a.zip', 'a.zip'],
  ['a.7z', null],
  ['notes.txt', null],
])('%s belongs to what is opened by %s', (name, lead) => {
  expect(leadOfParts(name)).toBe(lead);
});
