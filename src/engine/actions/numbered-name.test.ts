import { expect, it } from 'vitest';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import { numberedName } from './numbered-name';

const bytes = (name: string): number => Buffer.byteLength(toFsPath(name));

it.each([
  ['a.txt', 1, true, 'a.txt'],
  ['a.txt', 2, true, 'a (2).txt'],
  ['a.tar.gz', 3, true, 'a (3).tar.gz'],
  ['a.txt', 2, false, 'a.txt (2)'],
  ['/b.c/a', 2, true, '/b.c/a (2)'],
])('%s, %i', (name, number, isFile, expected) => {
  expect(numberedName(name, number, isFile)).toBe(expected);
});

it('is never longer than a name may be', () => {
  const long = `${'漢'.repeat(83)}.txt`;
  expect(numberedName(long, 2)).toBe(`${'漢'.repeat(82)} (2).txt`);
  expect(numberedName(`/away/${long}`, 12)).toBe(`/away/${'漢'.repeat(82)} (12).txt`);
  expect(bytes(numberedName(`a.${'x'.repeat(253)}`, 1_000_000))).toBe(255);
  const notText = fromNameBytes(Buffer.from([...Array<number>(251).fill(0xff), ...Buffer.from('.txt')]));
  expect(bytes(numberedName(notText, 2))).toBe(255);
});
