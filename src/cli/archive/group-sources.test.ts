import { expect, it } from 'vitest';
import { groupSources } from './group-sources';

const source = (name: string, isFolder = false): Parameters<typeof groupSources>[0][number] => ({ path: `/x/${name}`, name, isFolder, size: 1, mtimeMs: 0, mode: 0o644 });
const SOURCES = [source('in', true), source('in/a.PDF'), source('in/deep/b.pdf'), source('in/c.tar.gz'), source('README'), source('out/d.jpg')];
const grouped = (by: 'ext' | 'folder' | null, target: string, format: 'zip' | 'tar.gz' = 'zip'): [string, string[]][] =>
  groupSources(SOURCES, by, target, format).map(({ path, group }) => [path, group.map(({ name }) => name)]);

it('puts all into one archive unless it is asked for several', () => {
  expect(grouped(null, '/y/a.zip')).toEqual([['/y/a.zip', SOURCES.map(({ name }) => name)]]);
});

it('makes an archive for each ending', () => {
  expect(grouped('ext', '/y/a.zip')).toEqual([
    ['/y/a-pdf.zip', ['in/a.PDF', 'in/deep/b.pdf']],
    ['/y/a-gz.zip', ['in/c.tar.gz']],
    ['/y/a-other.zip', ['README']],
    ['/y/a-jpg.zip', ['out/d.jpg']],
  ]);
});

it('makes an archive for each folder at the top', () => {
  expect(grouped('folder', '/y/a.tgz', 'tar.gz')).toEqual([
    ['/y/a-in.tgz', ['in/a.PDF', 'in/deep/b.pdf', 'in/c.tar.gz']],
    ['/y/a-other.tgz', ['README']],
    ['/y/a-out.tgz', ['out/d.jpg']],
  ]);
  expect(grouped('folder', '/y/a.tar.gz', 'tar.gz').map(([path]) => path)).toEqual(['/y/a-in.tar.gz', '/y/a-other.tar.gz', '/y/a-out.tar.gz']);
});
