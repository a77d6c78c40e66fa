import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveEntry } from '../../../shared/model/archive';
import { Fixture } from '../../kit/fixture.test-kit';
import { OpenFile } from '../../kit/open-file';
import { archiveContext, readArchiveBytes, type Opened } from '../opened.test-kit';
import { buildTar, paxBody, tarPart, type TarPart } from './build-tar.test-kit';
import { plainTar } from './tar-source';
import { TarReader } from './tar-reader';

const fixture = new Fixture();
afterAll(() => fixture.remove());

let count = 0;
const open = (bytes: Buffer, changes: Parameters<typeof readArchiveBytes>[3] = {}): Promise<Opened> =>
  readArchiveBytes(fixture, `${(count += 1)}.tar`, bytes, changes);
const openParts = (...parts: TarPart[]): Promise<Opened> => open(buildTar(parts));
const paths = ({ entries }: Opened): string[] => entries.map(({ path }) => path);

describe('kinds of tar', () => {
  it('tells files, folders, links and devices', async () => {
    const { entries, contents, listing } = await openParts(
      { name: 'd/', flag: '5', mode: 0o755 },
      { name: 'd/a', content: 'A', mode: 0o4711, mtime: 1_600_000_000 },
      { name: 's', flag: '2', link: '../../etc/passwd' },
      { name: 'h', flag: '1', link: 'd/a' },
      { name: 'null', flag: '3' },
      { name: 'pipe', flag: '6' },
      { name: 'old/', magic: 'none', flag: '\0' },
      { name: 'odd/', content: 'a folder has no bytes' },
      { name: 'contiguous', flag: '7', content: 'C' },
    );
    expect(entries.map(({ path, type, linkTarget }) => [path, type, linkTarget])).toEqual([
      ['d', 'folder', null],
      ['d/a', 'file', null],
      ['s', 'symlink', '../../etc/passwd'],
      ['h', 'hardlink', 'd/a'],
      ['null', 'special', null],
      ['pipe', 'special', null],
      ['old', 'folder', null],
      ['odd', 'folder', null],
      ['contiguous', 'file', null],
    ]);
    expect(entries[1]).toMatchObject({ ordinal: 1, size: 1, compressedSize: 1, mode: 0o4711, modified: 1_600_000_000_000 });
    expect(contents).toEqual({ 'd/a': 'A', contiguous: 'C' });
    expect(listing).toMatchObject({ isCut: false, warnings: [], isSolid: false });
  });

  it.each<[string, TarPart]>([
    ['without a magic', { name: 'x', content: 'X', magic: 'none', flag: '\0' }],
    ['with a signed checksum', { name: 'x', content: 'X', checksum: 'signed', change: (header) => header.fill(0xe9, 265, 275) }],
    ['with numbers padded by spaces', { name: 'x', content: 'X', change: (header) => header.write('          1 ', 124) }],
    ['with a binary size', { name: 'x', content: 'X', change: (header) => header.write('\x80\0\0\0\0\0\0\0\0\0\0\x01', 124, 'latin1') }],
  ])('%s', async (_, part) => {
    const opened = await openParts(part, { name: 'y', content: 'Y' });
    expect(opened.contents).toEqual({ x: 'X', y: 'Y' });
  });

  it('joins the prefix of ustar, but not what GNU has in its place', async () => {
    const opened = await openParts(
      { name: 'file', prefix: 'some/folders' },
      { name: 'gnu', magic: 'gnu', change: (header) => header.write('14524770342', 345) },
    );
    expect(paths(opened)).toEqual(['some/folders/file', 'gnu']);
  });

  it('takes times before 1970', async () => {
    const { entries } = await openParts({ name: 'x', change: (header) => header.fill(0xff, 136, 148) });
    expect(entries[0]?.modified).toBe(-1000);
  });
});

describe('long names and pax', () => {
  const long = `${'folder/'.repeat(60)}name`;

  it('takes long names and links of GNU', async () => {
    const { entries } = await openParts(
      { name: '././@LongLink', flag: 'K', content: `${long}-target\0` },
      { name: '././@LongLink', flag: 'L', content: `${long}\0` },
      { name: 'cut', flag: '2', link: 'cut', magic: 'gnu' },
      { name: 'short', content: 'S' },
    );
    expect(entries.map(({ path, linkTarget }) => [path, linkTarget])).toEqual([
      [long, `${long}-target`],
      ['short', null],
    ]);
  });

  it('takes path, link, size and time of pax for the next entry only', async () => {
    const body = paxBody([
      ['path', `${long}-ü`],
      ['size', '3'],
      ['mtime', '1700000000.5'],
      ['comment', 'x=y\nz'],
    ]);
    const { entries, contents } = await openParts(
      { name: 'pax', flag: 'x', content: body },
      { name: 'cut', content: 'abc', size: 0 },
      { name: 'next', content: 'N' },
    );
    expect(entries.map(({ path, modified }) => [path, modified])).toEqual([
      [`${long}-ü`, 1_700_000_000_500],
      ['next', 1_700_000_000_000],
    ]);
    expect(contents).toEqual({ [`${long}-ü`]: 'abc', next: 'N' });
  });

  it('does not let a global header rename everything', async () => {
    const body = paxBody([['path', '../evil'], ['comment', 'a commit']]);
    expect(paths(await openParts({ name: 'g', flag: 'g', content: body }, { name: 'a' }))).toEqual(['a']);
  });

  it('keeps bytes that are no UTF-8, and says so', async () => {
    const { entries } = await openParts({ name: Buffer.from('caf\xe9', 'latin1') }, { name: 'café' });
    expect(entries.map(({ path, nameEncoding }) => [path, nameEncoding])).toEqual([
      ['caf\uefe9', 'binary'],
      ['café', 'utf-8'],
    ]);
    expect(entries[0]?.warnings.map(({ code }) => code)).toEqual(['strangeName']);
  });

  it('leaves out a pax header that is damaged, and says so', async () => {
    const opened = await openParts({ name: 'x', flag: 'x', content: '99 path=short\n' }, { name: 'a' });
    expect(paths(opened)).toEqual(['a']);
    expect(opened.listing.warnings.join()).toContain('damaged');
  });

  it('does not take a name of gigabytes', async () => {
    const part = tarPart({ name: 'L', flag: 'L', size: 0o77777777777 });
    const { listing } = await open(Buffer.concat([tarPart({ name: 'a' }), part]));
    expect(listing).toMatchObject({ isCut: true });
  });
});

describe('files with holes', () => {
  const zeros = (length: number): string => '\0'.repeat(length);
  const expected = `${zeros(600)}AB${zeros(398)}C${zeros(99)}`;
  const stored = 'ABC';
  const pairs = [600, 2, 1000, 1];

  it('in the old format of GNU', async () => {
    const part: TarPart = {
      name: 'old',
      magic: 'gnu',
      flag: 'S',
      content: stored,
      change: (header) => {
        pairs.forEach((number, index) => header.write(`${number.toString(8).padStart(11, '0')}\0`, 386 + index * 12));
        header.write(`${(1100).toString(8).padStart(11, '0')}\0`, 483);
      },
    };
    const { entries, contents } = await openParts(part, { name: 'next', content: 'N' });
    expect(contents).toEqual({ old: expected, next: 'N' });
    expect(entries[0]).toMatchObject({ size: 1100, compressedSize: 3 });
  });

  it.each([
    ['0.0', paxBody([['GNU.sparse.size', '1100'], ['GNU.sparse.numblocks', '2'], ...pairs.map((number, index) => [index % 2 ? 'GNU.sparse.numbytes' : 'GNU.sparse.offset', String(number)] as const)]), stored],
    ['0.1', paxBody([['GNU.sparse.size', '1100'], ['GNU.sparse.map', pairs.join(',')], ['GNU.sparse.name', 'real']]), stored],
    [
      '1.0',
      paxBody([['GNU.sparse.major', '1'], ['GNU.sparse.minor', '0'], ['GNU.sparse.realsize', '1100'], ['GNU.sparse.name', 'real']]),
      Buffer.concat([Buffer.from(`2\n${pairs.join('\n')}\n`), Buffer.alloc(512)]).subarray(0, 512).toString('latin1') + stored,
    ],
  ])('in pax format %s', async (version, body, content) => {
    const { contents, failed } = await openParts({ name: 'p', flag: 'x', content: body }, { name: 'plain', content }, { name: 'next', content: 'N' });
    expect(failed).toEqual({});
    expect(contents).toEqual({ [version === '0.0' ? 'plain' : 'real']: expected, next: 'N' });
  });

  it('refuses a list of pieces that overlap, and reads on', async () => {
    const body = paxBody([['GNU.sparse.size', '1100'], ['GNU.sparse.map', '600,2,601,1']]);
    const { contents, failed } = await openParts({ name: 'p', flag: 'x', content: body }, { name: 'bad', content: stored }, { name: 'next', content: 'N' });
    expect(failed).toEqual({ bad: 'file.damaged' });
    expect(contents).toEqual({ next: 'N' });
  });

  it('gives a petabyte of zeros piece by piece, so that it can be stopped', async () => {
    const body = paxBody([['GNU.sparse.size', String(2 ** 50)], ['GNU.sparse.map', '0,1']]);
    const stop = new FilemillError('file.tooLarge', 'enough');
    let told = 0;
    const unpacked = (bytes: number): void => {
      told += bytes;
      if (told > 5_000_000) throw stop;
    };
    await expect(open(buildTar([{ name: 'p', flag: 'x', content: body }, { name: 'huge', content: 'x' }]), { unpacked })).rejects.toBe(stop);
    expect(told).toBeLessThan(6_000_000);
  });
});

describe('ends', () => {
  const one = buildTar([{ name: 'a', content: 'A'.repeat(600) }]);
  const two = buildTar([{ name: 'b', content: 'B' }]);

  it('lists archives that lie one behind the other', async () => {
    const opened = await open(Buffer.concat([one, Buffer.alloc(5120), two]));
    expect(paths(opened)).toEqual(['a', 'b']);
    expect(opened.listing.warnings.join()).toContain('Several archives');
  });

  it('says where bytes behind the end do not belong to it, or the end mark is missing', async () => {
    const trailing = await open(Buffer.concat([one, Buffer.alloc(700, 'x')]));
    expect(paths(trailing)).toEqual(['a']);
    expect(trailing.listing.warnings.join()).toContain('after its end');
    const open_ = await open(tarPart({ name: 'a', content: 'A' }));
    expect(open_.contents).toEqual({ a: 'A' });
    expect(open_.listing).toMatchObject({ isCut: false });
    expect(open_.listing.warnings.join()).toContain('end mark');
  });

  it('gives what is whole of one that is cut off', async () => {
    const opened = await open(Buffer.concat([tarPart({ name: 'a', content: 'A' }), tarPart({ name: 'b', content: 'B'.repeat(2000) }).subarray(0, 1500)]));
    expect(opened.contents).toEqual({ a: 'A' });
    expect(opened.failed).toEqual({ b: 'file.damaged' });
    expect(opened.ending).toContain('cut off');
    expect(opened.listing.isCut).toBe(true);
  });

  it('finds the next entry behind a damaged header', async () => {
    const opened = await openParts({ name: 'a', content: 'A' }, { name: 'lost', content: 'L', checksum: 'wrong' }, { name: 'c', content: 'C' });
    expect(opened.contents).toEqual({ a: 'A', c: 'C' });
    expect(opened.listing.warnings.join()).toContain('1,024 bytes');
    expect(opened.ending).toContain('1,024 bytes');
  });

  it('reads an empty one', async () => {
    expect(paths(await open(Buffer.alloc(10_240)))).toEqual([]);
  });

  it('stops at the most entries that are asked for', async () => {
    const { entries, listing } = await open(buildTar(Array.from({ length: 20 }, (_, index) => ({ name: `${index}` }))), { maxEntries: 5 });
    expect(entries).toHaveLength(5);
    expect(listing.isCut).toBe(true);
  });
});

describe('reading', () => {
  it('leaves out what nobody wants, without reading it', async () => {
    const bytes = buildTar([{ name: 'big', content: Buffer.alloc(3_000_000, 'x') }, { name: 'small', content: 's' }]);
    const { contents, unpackedBytes } = await open(bytes, { wanted: ({ path }) => path === 'small' });
    expect(contents).toEqual({ small: 's' });
    expect(unpackedBytes).toBeLessThan(1_000_000);
  });

  it('needs no listing first, and tells every entry in order', async () => {
    const file = OpenFile.open(fixture.write('streamed.tar', buildTar([{ name: 'd/', flag: '5' }, { name: 'd/a', content: 'A' }, { name: 'l', flag: '2', link: 'x' }])));
    const reader = new TarReader(plainTar(file), archiveContext(fixture));
    const met: string[] = [];
    await reader.read(
      (entry) => {
        met.push(`open ${entry.path}`);
        return null;
      },
      undefined,
      (entry: ArchiveEntry) => void met.push(entry.path),
    );
    expect(met).toEqual(['d', 'd/a', 'open d/a', 'l']);
    await reader.close();
    file.close();
  });

  it('fails the entry whose sink fails, and reads on', async () => {
    const file = OpenFile.open(fixture.write('sink.tar', buildTar([{ name: 'a', content: 'A'.repeat(2000) }, { name: 'b', content: 'B' }])));
    const reader = new TarReader(plainTar(file), archiveContext(fixture));
    const heard: string[] = [];
    await reader.read((entry) => ({
      write: () => {
        if (entry.path === 'a') throw new FilemillError('file.tooLarge', 'too large');
      },
      end: () => void heard.push(`end ${entry.path}`),
      fail: ({ code }) => void heard.push(`${code} ${entry.path}`),
    }));
    expect(heard).toEqual(['file.tooLarge a', 'end b']);
    await reader.close();
    file.close();
  });
});

describe('damage of any kind', () => {
  const sample = buildTar([
    { name: 'x', flag: 'x', content: paxBody([['path', 'päth'], ['mtime', '1.5']]) },
    { name: 'a', content: 'A'.repeat(100) },
    { name: 'L', flag: 'L', content: `${'n'.repeat(200)}\0` },
    { name: 'b', content: 'B' },
    { name: 'p', flag: 'x', content: paxBody([['GNU.sparse.size', '9000'], ['GNU.sparse.map', '600,2,1000,1']]) },
    { name: 's', content: 'ABC' },
    { name: 'l', flag: '2', link: 'a' },
  ]);
  const settle = async (bytes: Buffer): Promise<void> => {
    let told = 0;
    const unpacked = (count_: number): void => {
      told += count_;
      if (told > 50_000_000) throw new FilemillError('file.tooLarge', 'enough');
    };
    await open(bytes, { unpacked }).catch((thrown: unknown) => expect(thrown).toBeInstanceOf(FilemillError));
  };

  it('cut off anywhere: a plain error, or a part of it', async () => {
    for (let end = 1; end < sample.length; end += 7) await settle(sample.subarray(0, end));
    const packed = gzipSync(sample);
    for (let end = 1; end < packed.length; end += 1) await settle(packed.subarray(0, end));
  }, 180_000);

  it('with any byte changed: the same', async () => {
    let seed = 4321;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.floor((seed / 0x100000000) * below);
    };
    const packed = gzipSync(sample);
    for (let round = 0; round < 2000; round += 1) {
      const bytes = Buffer.from(round % 4 === 0 ? packed : sample);
      for (let flips = 0; flips < 1 + (round % 5); flips += 1) bytes[random(bytes.length)] = random(256);
      await settle(bytes);
    }
  }, 180_000);
});

describe('tar that would fill the memory', () => {
  it('gives only the beginning of names of many megabytes, and says so', async () => {
    const part = (letter: string): TarPart[] => [
      { name: '././@LongLink', flag: 'L', content: letter.repeat(1_000_000), magic: 'gnu' },
      { name: 'short', content: letter },
    ];
    const { entries, listing, ending } = await open(Buffer.concat([buildTar([...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ'].flatMap(part))]));
    expect(entries).toHaveLength(33);
    expect(listing).toMatchObject({ isCut: true, warnings: [expect.stringContaining('only its beginning')] });
    expect(ending).toContain('only its beginning');
  });

  it('leaves out a file whose list of pieces is longer than a file can have', async () => {
    const piece = Buffer.alloc(512);
    for (let i = 0; i < 21; i += 1) piece.write(`${(i).toString(8).padStart(11, '0')}\0${'1'.padStart(11, '0')}\0`, i * 24, 'latin1');
    piece[504] = 1;
    const last = Buffer.alloc(512);
    const header = tarPart({ name: 'holes', flag: 'S', magic: 'gnu', change: (block) => void (block[482] = 1) });
    const { entries, failed } = await open(Buffer.concat([header, ...Array.from({ length: 20_000 }, () => piece), last, buildTar([{ name: 'after', content: 'A' }])]));
    expect(entries.map(({ path }) => path)).toEqual(['holes', 'after']);
    expect(failed).toEqual({ holes: 'file.damaged' });
  });
});
