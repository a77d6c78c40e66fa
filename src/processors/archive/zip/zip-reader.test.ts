import { afterAll, describe, expect, it } from 'vitest';
import iconv from 'iconv-lite';
import { crc32, deflateRawSync } from 'node:zlib';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { Fixture } from '../../kit/fixture.test-kit';
import { readArchiveBytes, type Opened } from '../opened.test-kit';
import { buildZip, extraField, type ZipOptions, type ZipPart } from './build-zip.test-kit';

const fixture = new Fixture();
afterAll(() => fixture.remove());

let count = 0;
const open = (bytes: Buffer, changes: Parameters<typeof readArchiveBytes>[3] = {}): Promise<Opened> =>
  readArchiveBytes(fixture, `${(count += 1)}.zip`, bytes, changes);
const openParts = (parts: ZipPart[], options?: ZipOptions): Promise<Opened> => open(buildZip(parts, options));
const codes = (opened: Opened): string[][] => opened.entries.map(({ warnings }) => warnings.map(({ code }) => code));

describe('listing', () => {
  it('tells files, folders, links and devices, with modes, times, comments and checksums', async () => {
    const { entries, listing } = await openParts(
      [
        { name: 'docs/' },
        { name: 'docs/a.txt', content: 'hello', unixMode: 0o100640, comment: 'first', dosDate: 0x5865, dosTime: 0x30e4 },
        { name: 'tool', content: 'x', unixMode: 0o104755 },
        { name: 'link', content: '../secret', method: 0, unixMode: 0o120777 },
        { name: 'device', content: '', unixMode: 0o020600 },
        { name: 'dos', content: '', attributes: 0x10 },
      ],
      { comment: 'all of it' },
    );
    expect(entries.map(({ path, type, mode }) => [path, type, mode])).toEqual([
      ['docs', 'folder', null],
      ['docs/a.txt', 'file', 0o640],
      ['tool', 'file', 0o4755],
      ['link', 'symlink', 0o777],
      ['device', 'special', 0o600],
      ['dos', 'folder', null],
    ]);
    expect(entries[1]).toMatchObject({ ordinal: 1, size: 5, method: 'Deflate', crc: '3610a686', comment: 'first' });
    expect(entries[1]?.modified).toBe(new Date(2024, 2, 5, 6, 7, 8).getTime());
    expect(entries[3]?.linkTarget).toBe('../secret');
    expect(listing).toMatchObject({ comment: 'all of it', isCut: false, warnings: [], nameSource: 'Plain ASCII.' });
  });

  it('takes exact times in UTC from extra fields', async () => {
    const unix = Buffer.from([1, 0, 0, 0, 0]);
    unix.writeInt32LE(1_700_000_000, 1);
    const ntfs = Buffer.alloc(32);
    ntfs.writeUInt16LE(1, 4);
    ntfs.writeUInt16LE(24, 6);
    ntfs.writeBigUInt64LE(BigInt(1_700_000_000_123 + 11_644_473_600_000) * 10_000n, 8);
    const { entries } = await openParts([
      { name: 'u', extra: extraField(0x5455, unix) },
      { name: 'n', extra: extraField(0x000a, ntfs) },
      { name: 'none', dosDate: 0 },
    ]);
    expect(entries.map(({ modified }) => modified)).toEqual([1_700_000_000_000, 1_700_000_000_123, null]);
  });

  it('decides the encoding of names for the archive as a whole and says so', async () => {
    const names = ['写真/旅行.jpg', '資料.txt', 'plain.txt'];
    const { entries, listing } = await openParts(names.map((name) => ({ name: iconv.encode(name, 'cp932'), flags: 0 })));
    expect(entries.map(({ path, nameEncoding }) => [path, nameEncoding])).toEqual([
      ['写真/旅行.jpg', 'shift_jis'],
      ['資料.txt', 'shift_jis'],
      ['plain.txt', 'ascii'],
    ]);
    expect(listing.nameSource).toContain('guessed');
  });

  it('believes the UTF-8 flag, and keeps bytes that are none', async () => {
    const { entries, listing } = await openParts([{ name: 'Größe.txt' }, { name: Buffer.from('bad\xff.txt', 'latin1'), flags: 0x800 }]);
    expect(entries.map(({ path }) => path)).toEqual(['Größe.txt', 'bad\uefff.txt']);
    expect(entries[1]?.warnings.map(({ code }) => code)).toEqual(['strangeName']);
    expect(listing.nameSource).toBe('UTF-8, as the archive says.');
  });

  it('takes a Unicode path only where its checksum fits the name', async () => {
    const field = (raw: Buffer, crc: number): Buffer => {
      const head = Buffer.from([1, 0, 0, 0, 0]);
      head.writeUInt32LE(crc, 1);
      return extraField(0x7075, Buffer.concat([head, raw]));
    };
    const name = Buffer.from('M\x81ller.txt', 'latin1');
    const { entries } = await openParts([
      { name, flags: 0, extra: field(Buffer.from('Møller.txt'), crc32(name)) },
      { name, flags: 0, extra: field(Buffer.from('../evil'), 1) },
    ]);
    expect(entries.map(({ path }) => path)).toEqual(['Møller.txt', 'Müller.txt']);
  });

  it('stops at the most entries that are asked for', async () => {
    const parts = Array.from({ length: 30 }, (_, index) => ({ name: `${index}`, content: 'x' }));
    const { entries, listing } = await open(buildZip(parts), { maxEntries: 10 });
    expect(entries).toHaveLength(10);
    expect(listing.isCut).toBe(true);
  });
});

describe('finding the list of entries', () => {
  const parts: ZipPart[] = [
    { name: 'a.txt', content: 'first' },
    { name: 'b.txt', content: 'second', method: 0 },
  ];
  const both = { 'a.txt': 'first', 'b.txt': 'second' };

  it.each([
    ['after a program', buildZip(parts, { before: Buffer.from(`MZ${'program '.repeat(100)}`) }), 'before its beginning'],
    ['with ZIP64', buildZip(parts, { isZip64: true }), null],
    ['with ZIP64 after a program', buildZip(parts, { isZip64: true, before: Buffer.alloc(70_000, 'x') }), 'before its beginning'],
    ['with a comment', buildZip(parts, { comment: 'PK\x05\x06 is not the end'.repeat(100) }), null],
    ['before other bytes', Buffer.concat([buildZip(parts), Buffer.alloc(100_000, 'z')]), 'after its end'],
    ['counted wrongly', buildZip(parts, { countTold: 7 }), 'damaged'],
    ['missing', buildZip(parts, { withoutDirectory: true }), 'missing'],
  ])('%s', async (_, bytes, warning) => {
    const { contents, listing, ending } = await open(bytes);
    expect(contents).toEqual(both);
    expect(ending !== null).toBe(warning === 'damaged' || warning === 'missing');
    if (warning === null) expect(listing.warnings).toEqual([]);
    else expect(listing.warnings.join()).toContain(warning);
  });

  it('says that there are several lists', async () => {
    const inner = buildZip([{ name: 'other.txt', content: 'other' }]);
    const { listing } = await open(buildZip(parts, { comment: inner }));
    expect(listing.warnings.join()).toContain('more than one list');
  });

  it('does not take an archive inside for a second list', async () => {
    const inner = buildZip([{ name: 'inner.txt', content: 'inner' }]);
    const { entries, listing } = await openParts([{ name: 'inner.zip', content: inner, method: 0 }]);
    expect(entries.map(({ path }) => path)).toEqual(['inner.zip']);
    expect(listing.warnings).toEqual([]);
  });

  it('makes the list again where data descriptors hide the sizes', async () => {
    const bytes = buildZip(
      [
        { name: 'a.txt', content: 'first '.repeat(50), hasDescriptor: true },
        { name: 'b.txt', content: 'PK\x03\x04 within', method: 0, hasDescriptor: true },
        { name: 'c.txt', content: 'third' },
      ],
      { withoutDirectory: true },
    );
    const { contents, listing } = await open(bytes);
    expect(contents).toEqual({ 'a.txt': 'first '.repeat(50), 'b.txt': 'PK\x03\x04 within', 'c.txt': 'third' });
    expect(listing.isCut).toBe(true);
  });

  it('reads an empty archive, and refuses what is none', async () => {
    expect((await openParts([])).entries).toEqual([]);
    await expect(open(Buffer.from('PK\x03\x04 and nothing more'))).rejects.toMatchObject({ code: 'file.damaged' });
  });
});

describe('reading', () => {
  it('gives stored, deflated and empty entries, with and without descriptors', async () => {
    const long = 'line of text\n'.repeat(100_000);
    const opened = await openParts([
      { name: 'deflated', content: long },
      { name: 'stored', content: long, method: 0 },
      { name: 'empty', content: '', method: 0 },
      { name: 'emptyDeflated', content: '' },
      { name: 'described', content: 'behind', hasDescriptor: true },
    ]);
    expect(opened.contents).toEqual({ deflated: long, stored: long, empty: '', emptyDeflated: '', described: 'behind' });
    expect(opened.failed).toEqual({});
    expect(opened.unpackedBytes).toBe(2 * long.length + 6);
  });

  it('reads only what is asked for', async () => {
    const bytes = buildZip([{ name: 'a', content: 'A' }, { name: 'b', content: 'B' }]);
    const { contents } = await open(bytes, { wanted: ({ path }) => path === 'b' });
    expect(contents).toEqual({ b: 'B' });
  });

  it.each<[string, ZipPart, string]>([
    ['a wrong checksum', { name: 'x', content: 'bytes', crc: 1 }, 'file.damaged'],
    ['packed data that is none', { name: 'x', packed: Buffer.alloc(50, 0xff), size: 50 }, 'file.damaged'],
    ['packed data that ends too early', { name: 'x', packed: deflateRawSync(Buffer.alloc(5000, 'ab')).subarray(0, 8), size: 5000 }, 'file.damaged'],
    ['more bytes than it claims', { name: 'x', content: 'a'.repeat(5000), size: 10 }, 'file.unsafe'],
    ['fewer bytes than it claims', { name: 'x', content: 'a'.repeat(500), size: 501 }, 'file.unsafe'],
    ['a petabyte in a few bytes', { name: 'x', packed: deflateRawSync(Buffer.alloc(1000)), size: 0xfffffff0 }, 'file.unsafe'],
    ['a stored size that differs', { name: 'x', content: 'abc', method: 0, size: 4 }, 'file.unsafe'],
    ['two names', { name: 'x', content: 'abc', local: { name: 'y' } }, 'file.unsafe'],
    ['two methods', { name: 'x', content: 'abc', local: { method: 0 } }, 'file.unsafe'],
    ['two sizes', { name: 'x', content: 'abc', local: { size: 2 } }, 'file.unsafe'],
    ['encryption in one place only', { name: 'x', content: 'abc', local: { flags: 1 } }, 'file.unsafe'],
    ['no data where it should be', { name: 'x', content: 'abc', at: 5 }, 'file.damaged'],
    ['a method nobody knows', { name: 'x', content: 'abc', method: 77 }, 'file.tooComplex'],
  ])('refuses %s, and reads the entry after it', async (_, part, code) => {
    const { contents, failed } = await openParts([part, { name: 'good', content: 'good' }]);
    expect(failed).toEqual({ x: code });
    expect(contents).toEqual({ good: 'good' });
  });

  it('marks entries that share their bytes, and those that would need more than there are', async () => {
    const opened = await openParts([
      { name: 'kernel', content: 'zeros '.repeat(1000) },
      { name: 'again', content: 'zeros '.repeat(1000), at: 0 },
      { name: 'apart', content: 'x' },
      { name: 'intoList', content: 'y', packedSize: 60 },
    ]);
    expect(codes(opened)).toEqual([['overlap'], ['overlap'], [], ['damaged']]);
  });

  it('takes what Info-ZIP writes into a pipe: a packed size that is not known yet, by a field of its own', async () => {
    const extra = Buffer.concat([Buffer.from([1, 0, 8, 0]), Buffer.alloc(8)]);
    const opened = await openParts([{ name: '-', content: 'from a pipe', flags: 8, extra, local: { crc: 0, packedSize: 0xffffffff } }]);
    expect(opened.contents).toEqual({ '-': 'from a pipe' });
  });

  it('says which methods it does not know', async () => {
    expect(codes(await openParts([{ name: 'x', content: 'abc', method: 77 }]))).toEqual([['unknownMethod']]);
  });

  it.each([
    [0x20, 'PKWARE patch'],
    [0x41, 'PKWARE encryption'],
    [0x2001, 'PKWARE encryption'],
  ])('names what nobody but its maker unpacks: flags %i', async (flags, method) => {
    const { entries } = await openParts([{ name: 'x', content: 'abc', flags }]);
    expect(entries).toMatchObject([{ method, warnings: [{ code: 'unknownMethod', message: `It is packed by ${method}, which Filemill can’t unpack.` }] }]);
  });

  it('ends by what a sink throws only that entry, and by what is counted all of it', async () => {
    const bytes = buildZip([{ name: 'a', content: 'A' }, { name: 'b', content: 'B' }]);
    const full = new FilemillError('file.tooLarge', 'enough');
    await expect(open(bytes, { unpacked: () => { throw full; } })).rejects.toBe(full);
  });

  it('hears that it is called off', async () => {
    const signal = AbortSignal.abort();
    await expect(open(buildZip([{ name: 'a', content: 'A' }]), { signal })).rejects.toMatchObject({ code: 'call.cancelled' });
  });
});

describe('encrypted', () => {
  /** Made by Info-ZIP's zip and by 7-Zip, password "secret". */
  const CRYPTO =
    'UEsDBBQACQAIAOQwZVhoAjFmGAAAAB4AAAAFAAAAYS50eHRaMxsmLKfQ00qLscCrCWBwMsN4ia0Iel5QSwcIaAIxZhgAAAAeAAAAUEsDBAoACQAAAOQwZVhpER+2EgAAAAYAAAAFAAAAYi50eHRzoMnZk69HhqJTY2bSz7F9G4RQSwcIaREfthIAAAAGAAAAUEsBAh4DFAAJAAgA5DBlWGgCMWYYAAAAHgAAAAUAAAAAAAAAAQAAAKSBAAAAAGEudHh0UEsBAh4DCgAJAAAA5DBlWGkRH7YSAAAABgAAAAUAAAAAAAAAAQAAAKSBSwAAAGIudHh0UEsFBgAAAAACAAIAZgAAAJAAAAAAAA==';
  const AES_128 =
    'UEsDBDMAAQBjAOQwZVgAAAAALAAAAB4AAAAFAAsAYS50eHQBmQcAAgBBRQEIACaDGmTf+yKhFKFETjFhl9d092B2NHtycZfzb0quyuCGlK1w/pHDS4vfEDwWUEsBAj8DMwABAGMA5DBlWAAAAAAsAAAAHgAAAAUALwAAAAAAAAAggKSBAAAAAGEudHh0CgAgAAAAAAABABgAAM6vWsNu2gEAAAAAAAAAAAAAAAAAAAAAAZkHAAIAQUUBCABQSwUGAAAAAAEAAQBiAAAAWgAAAAAA';
  const AES_192 =
    'UEsDBDMAAQBjAOQwZVgAAAAAMAAAAB4AAAAFAAsAYS50eHQBmQcAAgBBRQIIAJlQysy26T+tnt7Jq6KAHVPUwuRj4YZXKpcpb3ODrR3ikAXeqOj1tjYUaK6G3eoCpFBLAQI/AzMAAQBjAOQwZVgAAAAAMAAAAB4AAAAFAC8AAAAAAAAAIICkgQAAAABhLnR4dAoAIAAAAAAAAQAYAADOr1rDbtoBAAAAAAAAAAAAAAAAAAAAAAGZBwACAEFFAggAUEsFBgAAAAABAAEAYgAAAF4AAAAAAA==';
  const AES_256 =
    'UEsDBDMAAQBjAOQwZVgAAAAANAAAAB4AAAAFAAsAYS50eHQBmQcAAgBBRQMIAM9OAMNIh7XMlPrznIpokv4Z9mbSisNfnJKErqKzeOBFZ+w1SbdfqTCQ7Y39JK8gGhRxKHhQSwECPwMzAAEAYwDkMGVYAAAAADQAAAAeAAAABQAvAAAAAAAAACCApIEAAAAAYS50eHQKACAAAAAAAAEAGAAAzq9aw27aAQAAAAAAAAAAAAAAAAAAAAABmQcAAgBBRQMIAFBLBQYAAAAAAQABAGIAAABiAAAAAAA=';
  const hello = 'hello hello hello hello hello\n';
  const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

  it.each([
    ['by the old method', CRYPTO, 'ZipCrypto Deflate', { 'a.txt': hello, 'b.txt': 'second' }],
    ['by AES-128', AES_128, 'AES-128 Deflate', { 'a.txt': hello }],
    ['by AES-192', AES_192, 'AES-192 Deflate', { 'a.txt': hello }],
    ['by AES-256', AES_256, 'AES-256 Deflate', { 'a.txt': hello }],
  ])('%s', async (_, base64, method, contents) => {
    const opened = await open(bytes(base64), { passwords: ['no', 'nein', 'secret'] });
    expect(opened.contents).toEqual(contents);
    expect(opened.entries[0]).toMatchObject({ method, isEncrypted: true });
    expect(opened.listing.isEncrypted).toBe(true);
  });

  it.each([CRYPTO, AES_256])('says that a password is needed, or that none opens it (%#)', async (base64) => {
    const without = await open(bytes(base64));
    expect(without.failed['a.txt']).toBe('file.needsPassword');
    expect(without.errors[0]?.message).toContain('needs a password');
    const wrong = await open(bytes(base64), { passwords: ['wrong'] });
    expect(wrong.failed['a.txt']).toBe('file.needsPassword');
    expect(wrong.errors[0]?.message).toContain('none of the known passwords');
  });

  it('finds the right one of hundreds, among which some pass the check by chance', async () => {
    const passwords = [...Array.from({ length: 700 }, (_, index) => `guess ${index}`), 'secret'];
    expect((await open(bytes(CRYPTO), { passwords })).contents).toEqual({ 'a.txt': hello, 'b.txt': 'second' });
  });

  it('notices what was changed after it was encrypted', async () => {
    const changed = bytes(AES_256);
    changed[74] = (changed[74] as number) ^ 1;
    expect((await open(changed, { passwords: ['secret'] })).failed['a.txt']).toMatch(/file\.(damaged|unsafe)/);
  });
});

describe('damage of any kind', () => {
  const sample = buildZip(
    [
      { name: 'a.txt', content: 'first '.repeat(30), comment: 'note' },
      { name: 'b.txt', content: 'second', method: 0 },
      { name: 'c.txt', content: 'third', hasDescriptor: true },
      { name: 'l', content: 'a.txt', method: 0, unixMode: 0o120777 },
    ],
    { comment: 'end', isZip64: true },
  );
  const settle = async (bytes: Buffer): Promise<void> => {
    try {
      const { unpackedBytes } = await open(bytes);
      expect(unpackedBytes).toBeLessThan(10_000_000);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(FilemillError);
    }
  };

  it('cut off anywhere: a plain error, or a part of it', async () => {
    for (let end = 1; end < sample.length; end += 1) await settle(sample.subarray(0, end));
  }, 180_000);

  it('with any byte changed: the same', async () => {
    let seed = 12345;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.floor((seed / 0x100000000) * below);
    };
    for (let round = 0; round < 2000; round += 1) {
      const bytes = Buffer.from(sample);
      for (let flips = 0; flips < 1 + (round % 4); flips += 1) bytes[random(bytes.length)] = random(256);
      await settle(bytes);
    }
  }, 180_000);
});
