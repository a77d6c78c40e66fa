import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rmSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { codeOf, SevenZipFixture } from './seven-zip.test-kit';

const fixture = new SevenZipFixture();
afterAll(() => rmSync(fixture.root, { recursive: true, force: true }));

const FILES = {
  'a.txt': 'first',
  'b/inner.txt': 'second'.repeat(1_000),
  'b/empty': '',
  'new\nline = Size = 5': 'third',
  '-x @list *?': 'fourth',
  'grün 日本 🙂': 'fifth',
  '\uefff\uefbe.bin': 'sixth',
};
const WHOLE = Object.entries(FILES).map(([path, content]): [string, string] => [path.replace('\n', '_'), content]);
const sorted = <T>(list: readonly T[]): T[] => [...list].toSorted((one, other) => (String(one) < String(other) ? -1 : 1));

describe('SevenZipReader', () => {
  it('reads names of any kind, empty files and folders', async () => {
    await fixture.make('odd.7z', FILES);
    const { entries, isCut, isEncrypted, warnings } = await fixture.listing('odd.7z', '7z');
    expect({ isCut, isEncrypted, warnings }).toEqual({ isCut: false, isEncrypted: false, warnings: [] });
    expect(entries.filter(({ type }) => type === 'folder').map(({ path }) => path)).toEqual(['b']);
    expect(entries.find(({ path }) => path === 'a.txt')).toMatchObject({ size: 5, crc: crc32('first').toString(16), mode: expect.any(Number) as number, method: expect.stringContaining('LZMA2') as string });
    expect(sorted(await fixture.readAll('odd.7z', '7z'))).toEqual(sorted(WHOLE));
  });

  it('says which names have a line break, that is shown otherwise', async () => {
    await fixture.make('broken.7z', { 'a_b': 'one', 'new\nline': 'two', 'fol\nder/x_y': 'three', 'plain.txt': 'four' });
    const { entries } = await fixture.listing('broken.7z', '7z');
    const told = entries.filter(({ warnings }) => warnings.some(({ code }) => code === 'illegalName')).map(({ path }) => path);
    expect(sorted(told)).toEqual(['fol_der', 'fol_der/x_y', 'new_line']);
  });

  it.each(['a.txt', 'new_line = Size = 5', '-x @list *?', '\uefff\uefbe.bin', 'grün 日本 🙂', 'b/empty'])('reads %j alone', async (path) => {
    await fixture.make('odd.7z', FILES);
    expect(await fixture.readAll('odd.7z', '7z', [], (each) => each === path)).toEqual(WHOLE.filter(([each]) => each === path));
  });

  it('reads all but one, whatever that one is called', async () => {
    await fixture.make('odd.7z', FILES);
    for (const [path] of WHOLE) {
      const others = WHOLE.filter(([each]) => each !== path);
      expect(sorted(await fixture.readAll('odd.7z', '7z', [], (each) => each !== path))).toEqual(sorted(others));
    }
  });

  it('tells folders from empty files where the archive has no attributes', async () => {
    await fixture.make('plain.7z', { 'folder/a.txt': 'first', empty: '' }, '-mtr-', '-mtm-');
    const { entries } = await fixture.listing('plain.7z', '7z');
    expect(sorted(entries.map(({ path, type, mode }) => [path, type, mode]))).toEqual([
      ['empty', 'file', null],
      ['folder', 'folder', null],
      ['folder/a.txt', 'file', null],
    ]);
  });

  it.runIf(process.platform === 'linux')('tells links and never reads through them', async () => {
    await fixture.make('links.7z', { 'a.txt': 'text', link: '->/etc/passwd', 'z.txt': 'last' }, '-snl');
    const { entries } = await fixture.listing('links.7z', '7z');
    expect(entries.find(({ path }) => path === 'link')?.type).toBe('symlink');
    expect(sorted(await fixture.readAll('links.7z', '7z'))).toEqual([
      ['a.txt', 'text'],
      ['z.txt', 'last'],
    ]);
  });

  it.each(['deflate64', 'bzip2', 'lzma', 'ppmd', 'xz'])('reads zip packed by %s', async (method) => {
    const content = 'again and again '.repeat(5_000);
    await fixture.make(`${method}.zip`, { 'a.txt': content, 'b.txt': `${content}!` }, '-tzip', `-mm=${method}`);
    expect(await fixture.readAll(`${method}.zip`, 'zip')).toEqual([
      ['a.txt', content],
      ['b.txt', `${content}!`],
    ]);
  });

  it.each([
    ['wim', '-twim'],
    ['tar', '-ttar'],
  ])('reads %s', async (type, format) => {
    await fixture.make(`a.${type}`, { 'a.txt': 'first', 'b/c.txt': 'second' }, format);
    expect(sorted(await fixture.readAll(`a.${type}`, type))).toEqual([
      ['a.txt', 'first'],
      ['b/c.txt', 'second'],
    ]);
  });

  it.each([
    ['stored, of the right length', '-mx0'],
    ['packed, and shorter than listed', '-mx5'],
  ])('goes on after a damaged entry: %s', async (_, level) => {
    const texts = ['one', 'two', 'three', 'four'].map((word) => Array.from({ length: 900 }, (__, i) => `${word} ${(i * i) % 997}`).join('\n'));
    const name = `damaged${level}.7z`;
    await fixture.make(name, Object.fromEntries(texts.map((text, i) => [`${i}.txt`, text])), '-ms=off', level);
    const bytes = fixture.bytesOf(name);
    const packed = (await fixture.listing(name, '7z')).entries.map(({ compressedSize }) => compressedSize ?? 0);
    const at = 32 + (packed[0] as number) + Math.floor((packed[1] as number) / 2);
    for (let i = 0; i < 8; i += 1) bytes[at + i] = (bytes[at + i] as number) ^ 0xff;
    fixture.write(name, bytes);
    expect(await fixture.readAll(name, '7z')).toEqual(texts.map((text, i) => [`${i}.txt`, i === 1 ? 'file.damaged' : text]));
  });

  it('refuses a window of gigabytes', async () => {
    // The properties of an LZMA2 coder that asks for 1.5 GB, in a header that is not packed.
    await fixture.make('huge.7z', { 'a.bin': 'x'.repeat(100) }, '-mhc=off', '-m0=LZMA2:d=1m');
    const bytes = fixture.bytesOf('huge.7z');
    const coder = bytes.indexOf(Buffer.from([0x21, 0x21, 0x01]));
    expect(coder).toBeGreaterThan(0);
    bytes[coder + 3] = 37;
    fixture.write('huge.7z', withNewSums(bytes));
    expect(await fixture.readAll('huge.7z', '7z')).toEqual([['a.bin', 'file.tooComplex']]);
  });

  it.each([
    ['not there', 0, 'file.damaged'],
    ['half', 0.5, 'file.damaged'],
    ['all but the last byte', 0.999, 'file.damaged'],
  ])('says so when it is cut: %s', async (_, part, code) => {
    await fixture.make('cut.7z', { 'a.txt': 'some text '.repeat(500) });
    const bytes = fixture.bytesOf('cut.7z');
    fixture.write('cut2.7z', bytes.subarray(0, Math.max(8, Math.floor(bytes.length * part))));
    expect(await codeOf(() => fixture.listing('cut2.7z', '7z'))).toBe(code);
  });
});

describe('passwords', () => {
  it.each([
    ['hidden names', '-mhe=on'],
    ['names in the open', '-mhe=off'],
  ])('%s: without, wrong, right', async (_, names) => {
    const name = `locked${names}.7z`;
    await fixture.make(name, { 'a.txt': 'secret', 'b.txt': 'more' }, '-pgeheim ä€', names);
    const isHidden = names === '-mhe=on';
    for (const passwords of [[], ['wrong', 'wrong\nagain']]) {
      if (isHidden) expect(await codeOf(() => fixture.listing(name, '7z', passwords))).toBe('file.needsPassword');
      else {
        expect(await fixture.readAll(name, '7z', passwords)).toEqual([
          ['a.txt', 'file.needsPassword'],
          ['b.txt', 'file.needsPassword'],
        ]);
      }
    }
    const passwords = ['wrong', 'geheim ä€'];
    expect(await fixture.listing(name, '7z', passwords)).toMatchObject({ isEncrypted: true, hasEncryptedNames: isHidden });
    expect(await fixture.readAll(name, '7z', passwords)).toEqual([
      ['a.txt', 'secret'],
      ['b.txt', 'more'],
    ]);
  });

  it('says whether there were passwords to try', async () => {
    await fixture.make('locked.7z', { 'a.txt': 'secret' }, '-pgeheim', '-mhe=on');
    await expect(fixture.listing('locked.7z', '7z')).rejects.toThrow('needs a password');
    await expect(fixture.listing('locked.7z', '7z', ['x'])).rejects.toThrow('none of the known passwords opens it');
  });
});

describe('parts', () => {
  it.each(['7z', 'zip'])('are found by their names, and a missing one is named (%s)', async (type) => {
    const noise = Buffer.from(Array.from({ length: 30_000 }, (_, i) => (i * i * 31 + i * 7 + (i >> 3)) % 251));
    await fixture.make(`parts.${type}`, { 'a.bin': noise }, '-v8k', '-mx0');
    expect(await fixture.listing(`parts.${type}.001`, type)).toMatchObject({ volumeCount: 4 });
    expect(await fixture.readAll(`parts.${type}.001`, type)).toEqual([['a.bin', noise.toString('latin1')]]);
    for (const missing of [`parts.${type}.004`, `parts.${type}.003`]) {
      rmSync(join(fixture.root, missing));
      await expect(fixture.listing(`parts.${type}.001`, type)).rejects.toMatchObject({ code: 'archive.partMissing', message: expect.stringContaining(missing) as string });
    }
  });
});

/** The sums of a 7z header after a change in it. */
function withNewSums(bytes: Buffer): Buffer {
  const at = 32 + Number(bytes.readBigUInt64LE(12));
  const length = Number(bytes.readBigUInt64LE(20));
  bytes.writeUInt32LE(crc32(bytes.subarray(at, at + length)), 28);
  bytes.writeUInt32LE(crc32(bytes.subarray(12, 32)), 8);
  return bytes;
}
