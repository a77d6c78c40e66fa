import { describe, expect, it } from 'vitest';
import { dictionaryBytes } from './dictionary';
import { entryOf } from './entry-of';
import { entryBlocks, parseArchiveHead } from './parse-listing';

describe('entryBlocks', () => {
  it('takes only what begins with a path for an entry, and a value as it stands', () => {
    const output = Buffer.from('Path = a = b\nSize = 5\nCRC =\n\nWarnings: 1\n\nPath = c\nMethod = LZMA2:24 BCJ\nPath = d\n\n\n');
    expect(Array.from(entryBlocks(output), (block) => Object.fromEntries(block))).toEqual([
      { Path: 'a = b', Size: '5', CRC: '' },
      { Path: 'd', Method: 'LZMA2:24 BCJ' },
    ]);
  });

  it('keeps bytes that are no text', () => {
    const [block] = entryBlocks(Buffer.from('Path = \xff.txt\n', 'latin1'));
    expect(block?.get('Path')).toBe('\uefff.txt');
  });
});

describe('parseArchiveHead', () => {
  it('takes the last archive of a chain, its errors and a comment of several lines', () => {
    const head = '\nListing archive: x\n\n--\nPath = x.001\nType = Split\n----\nPath = x\n--\nPath = x\nType = Rar\nERRORS:\nUnexpected end of archive\nSolid = +\nComment = \n{\none\nSolid = -\n}\n';
    const { properties, comment, errors, warnings } = parseArchiveHead(head);
    expect({ solid: properties.get('Solid'), type: properties.get('Type'), comment, errors, warnings }).toEqual({
      solid: '+',
      type: 'Rar',
      comment: 'one\nSolid = -',
      errors: ['Unexpected end of archive'],
      warnings: [],
    });
  });
});

describe('entryOf', () => {
  const entry = (properties: Record<string, string>) => entryOf(new Map(Object.entries({ Path: 'a', ...properties })), 0, { handlers: [] }).entry;

  it.each([
    ['D drwxr-xr-x', 'folder', 0o755],
    ['A -rwsr-xr-t', 'file', 0o5755],
    ['A lrwxrwxrwx', 'symlink', 0o777],
    ['A prw-r--r--', 'special', 0o644],
    ['A crw-r--r--', 'special', 0o644],
    ['AL', 'symlink', null],
    ['0rw-r--r--', 'file', 0o644],
    ['D', 'folder', null],
    ['', 'file', null],
  ])('attributes "%s" are those of a %s', (attributes, type, mode) => {
    expect(entry({ Attributes: attributes })).toMatchObject({ type, mode });
  });

  it('tells links by their targets', () => {
    expect(entry({ 'Symbolic Link': '/etc' })).toMatchObject({ type: 'symlink', linkTarget: '/etc' });
    expect(entry({ 'Hard Link': 'b' })).toMatchObject({ type: 'hardlink', linkTarget: 'b' });
  });

  it('reads times, with and without a zone', () => {
    expect(entry({ Modified: '2026-11-22 13:34:11.9957237' }).modified).toBe(Date.UTC(2026, 10, 22, 13, 34, 11, 995));
    const local = entryOf(new Map([['Path', 'a'], ['Modified', '2026-11-22 13:34:11']]), 0, { handlers: [], hasLocalTimes: true }).entry;
    expect(local.modified).toBe(new Date(2026, 10, 22, 13, 34, 11).getTime());
  });
});

it.each([
  ['LZMA2:24', 2 ** 24],
  ['LZMA:1536m', 1536 * 2 ** 20],
  ['BCJ LZMA2:3m 7zAES:19', 3 * 2 ** 20],
  ['PPMD:o8:mem27', 2 ** 27],
  ['v6:m3:2g', 2 ** 31],
  ['7zAES:19', 0],
  ['Deflate', 0],
])('the window of %s', (method, bytes) => {
  expect(dictionaryBytes(method)).toBe(bytes);
});
