import { expect, it } from 'vitest';
import { formatOfName, withArchiveEnding } from './archive-name';

it.each([
  ['a.zip', 'zip', 'a.zip'],
  ['/x.zip/a.TAR.GZ', 'tar.gz', '/x.zip/a.TAR.GZ'],
  ['a.tgz', 'tar.gz', 'a.tgz'],
  ['a.tbz2', 'tar.bz2', 'a.tbz2'],
  ['a.tar', 'tar', 'a.tar'],
  ['a.tar.xz', 'zip', 'a.zip'],
  ['a.tgz', 'tar.xz', 'a.tar.xz'],
  ['a.7z', 'tar', 'a.tar'],
  ['report.2026', 'zip', 'report.2026.zip'],
  ['zip', '7z', 'zip.7z'],
] as const)('%s as %s is called %s', (name, format, named) => {
  expect(withArchiveEnding(name, format)).toBe(named);
  expect(formatOfName(named)).toBe(format);
});

it('speaks of no format', () => {
  expect(formatOfName('a.rar')).toBeUndefined();
  expect(formatOfName('tar.gz.txt')).toBeUndefined();
});
