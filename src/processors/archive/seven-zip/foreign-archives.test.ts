import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { OpenFile } from '../../kit/open-file';
import { archiveType } from '../archive-type';
import { dmg, hfsPlus } from './disk-image.test-kit';
import { ar, cab, cpio, iso, lzh, rar4Volumes, rar5, zipInTwo, type Files } from './foreign-archives.test-kit';
import { foreignSample } from './foreign-samples.test-kit';
import { codeOf, SevenZipFixture } from './seven-zip.test-kit';

const fixture = new SevenZipFixture();
afterAll(() => rmSync(fixture.root, { recursive: true, force: true }));

const FILES: Files = [
  ['A.TXT', Buffer.from('first')],
  ['B.BIN', Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * i * 31 + (i >> 4)) % 251))],
  ['EMPTY', Buffer.alloc(0)],
  ['Z.TXT', Buffer.from('last')],
];
const WHOLE = FILES.map(([name, content]) => [name, content.toString('latin1')]);

const ARCHIVES: [type: string, bytes: Buffer][] = [
  ['rar', rar5(FILES)],
  ['cab', cab(FILES, false)],
  ['cab', cab(FILES, true)],
  ['cpio', cpio(FILES)],
  ['ar', ar(FILES)],
  ['iso', iso(FILES)],
  ['lzh', lzh(FILES)],
];

describe.each(ARCHIVES)('%s', (type, bytes) => {
  it('is listed and read', async () => {
    fixture.write('archive', bytes);
    const { entries, warnings } = await fixture.listing('archive', type);
    expect(warnings).toEqual([]);
    expect(entries.map(({ path, size, type: kind }) => [path, size, kind]).toSorted()).toEqual(FILES.map(([name, content]) => [name, content.length, 'file']));
    expect((await fixture.readAll('archive', type)).toSorted()).toEqual(WHOLE);
    expect(await fixture.readAll('archive', type, [], (path) => path === 'Z.TXT')).toEqual([['Z.TXT', 'last']]);
  });

  it('gives nothing wrong when it is cut, and a plain error', async () => {
    for (const part of [0.2, 0.5, 0.8, 0.95]) {
      fixture.write('cut', bytes.subarray(0, Math.floor(bytes.length * part)));
      let read: [string, string][] = [];
      const code = await codeOf(async () => void (read = await fixture.readAll('cut', type)));
      expect(['none', 'file.damaged']).toContain(code);
      for (const [path, outcome] of read) expect([WHOLE.find(([name]) => name === path)?.[1], 'file.damaged']).toContain(outcome);
    }
  });
});

it('says at the end of reading that a directory is cut, also where no entry is left to say it of', async () => {
  fixture.write('none.deb', Buffer.from('!<arch>\ndebian-binary   1500000000  0     0     100644  9999999999`\n2.0\n'));
  expect((await fixture.listing('none.deb', 'ar')).entries).toEqual([]);
  expect(await codeOf(() => fixture.readAll('none.deb', 'ar'))).toBe('file.damaged');
});

it('tells the target of a link in a rar', async () => {
  fixture.write('links.rar', rar5([['a.txt', Buffer.from('text')], ['link', Buffer.from('->../../etc/passwd')], ['z.txt', Buffer.from('last')]]));
  const { entries } = await fixture.listing('links.rar', 'rar');
  expect(entries[1]).toMatchObject({ type: 'symlink', linkTarget: '../../etc/passwd' });
  expect(entries[0]).toMatchObject({ modified: 1_700_000_000_000, mode: 0o644 });
  expect(await fixture.readAll('links.rar', 'rar')).toEqual([
    ['a.txt', 'text'],
    ['z.txt', 'last'],
  ]);
});

it.each(['arj', 'cpio', 'squashfs'] as const)('reads %s', async (type) => {
  fixture.write(`sample.${type}`, foreignSample(type));
  const read = await fixture.readAll(`sample.${type}`, type);
  expect(read.sort()).toEqual([
    ['a.txt', 'hello\n'],
    ['sub/b.txt', 'deep\n'],
  ]);
});

it('reads chm, its own tables among the pages', async () => {
  fixture.write('help.chm', foreignSample('chm'));
  const read = new Map(await fixture.readAll('help.chm', 'chm'));
  expect([read.get('index.html'), read.get('sub/two.html')]).toEqual(['<html><body>one</body></html>\n', '<html><body>two</body></html>\n']);
});

it.each([
  ['one partition', (disk: Buffer) => [{ name: 'disk image (Apple_HFS : 0)', content: disk }]],
  ['several', (disk: Buffer) => [{ name: 'Driver (DDM : 0)', content: Buffer.alloc(512) }, { name: 'disk image (Apple_HFS : 1)', content: disk }]],
])('reads the files in a disk image with a disk of macOS: %s', async (_, partitions) => {
  fixture.write('mac.dmg', dmg(partitions(hfsPlus('hello\n', 'deep\n'))));
  const { entries, warnings } = await fixture.listing('mac.dmg', 'dmg');
  expect(warnings).toEqual([]);
  expect(entries.map(({ path, type, size }) => [path, type, size])).toEqual([
    ['Disk', 'folder', 0],
    ['Disk/a.txt', 'file', 6],
    ['Disk/sub', 'folder', 0],
    ['Disk/sub/b.txt', 'file', 5],
  ]);
  expect((await fixture.readAll('mac.dmg', 'dmg')).sort()).toEqual([
    ['Disk/a.txt', 'hello\n'],
    ['Disk/sub/b.txt', 'deep\n'],
  ]);
});

it('gives nothing wrong of a disk image that is cut or changed', async () => {
  const whole = dmg([{ name: 'disk image (Apple_HFS : 0)', content: hfsPlus('hello\n', 'deep\n') }]);
  const right = new Map([['Disk/a.txt', 'hello\n'], ['Disk/sub/b.txt', 'deep\n']]);
  for (let at = 0; at < 330; at += 7) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] as number) ^ 0x55;
    fixture.write('broken.dmg', bytes);
    const read = await fixture.readAll('broken.dmg', 'dmg').catch((thrown: unknown) => (expect(thrown).toBeInstanceOf(FilemillError), []));
    for (const [path, outcome] of read) if (right.has(path)) expect([right.get(path), 'file.damaged']).toContain(outcome);
  }
}, 60_000);

it.each([
  ['old.rar', 'old.r00', 'old.r01'],
  ['OLD.RAR', 'OLD.R00', 'OLD.R01'],
  ['new.part1.rar', 'new.part2.rar', 'new.part3.rar'],
])('reads a rar of before RAR 5 in parts, and names one that is missing: %s', async (...names) => {
  const volumes = rar4Volumes('a.txt', ['the first part, ', 'the second, ', 'and the last'], names[0].includes('part'));
  names.forEach((name, i) => fixture.write(name, volumes[i] as Buffer));
  const [first, , last] = names;
  expect(await fixture.readAll(first, 'rar')).toEqual([['a.txt', 'the first part, the second, and the last']]);
  expect(await fixture.listing(first, 'rar')).toMatchObject({ volumeCount: 3 });
  await expect(fixture.listing(last, 'rar')).rejects.toMatchObject({ code: 'archive.partMissing', message: expect.stringContaining(`“${first}”`) as string });
  rmSync(`${fixture.root}/${last}`);
  const missing = await fixture.readAll(first, 'rar').catch((thrown: unknown) => thrown);
  expect(JSON.stringify(missing instanceof FilemillError ? missing.toData() : missing)).toContain(last);
});

it('says of a disk image that its partitions are not the files in them', async () => {
  fixture.write('image.dmg', foreignSample('dmg'));
  const opened = OpenFile.open(fixture.source('image.dmg'));
  expect(await archiveType(opened, { name: 'image.dmg', mime: '' })).toBe('dmg');
  opened.close();
  const { entries, warnings } = await fixture.listing('image.dmg', 'dmg');
  expect(entries.map(({ path, size }) => [path, size])).toEqual([['0.hfs', 20_480]]);
  expect(warnings).toContain('It is an image of a disk: what is listed are its partitions, not the files in them.');
});

it('names the first part when a later one is opened', async () => {
  fixture.write('a.part2.rar', rar5(FILES));
  await expect(fixture.listing('a.part2.rar', 'rar')).rejects.toThrow('is opened by “a.part1.rar”, which does not lie beside it');
  fixture.write('b.r00', rar5(FILES));
  await expect(fixture.listing('b.r00', 'rar')).rejects.toThrow('is opened by “b.rar”');
});

it('takes a later part for any other file where the first one lies beside it', async () => {
  fixture.write('c.part1.rar', rar5(FILES));
  expect((await fixture.read('c.part2.rar', rar5(FILES))).processor).toBe('other');
});

it('reads a zip in parts, and names a part that is missing', async () => {
  const [first, last] = zipInTwo('a.txt', 'text in another part');
  fixture.write('two.z01', first);
  fixture.write('two.zip', last);
  expect(await fixture.listing('two.zip', 'zip')).toMatchObject({ volumeCount: 2 });
  expect(await fixture.readAll('two.zip', 'zip')).toEqual([['a.txt', 'text in another part']]);
  rmSync(`${fixture.root}/two.z01`);
  await expect(fixture.listing('two.zip', 'zip')).rejects.toMatchObject({ code: 'archive.partMissing', message: expect.stringContaining('“two.z01”') as string });
});

it('gives plain errors for 7z and rar with any byte changed', async () => {
  await fixture.make('small.7z', { 'a.txt': 'some text', 'b.txt': 'other text' });
  for (const [type, bytes] of [
    ['7z', fixture.bytesOf('small.7z')],
    ['rar', rar5(FILES.filter(([, content]) => content.length < 100))],
  ] as const) {
    for (let i = 0; i < 40; i += 1) {
      const changed = Buffer.from(bytes);
      const at = (i * 7919 + 3) % changed.length;
      changed[at] = (changed[at] as number) ^ (1 << (i % 8));
      fixture.write('changed', changed);
      try {
        await fixture.readAll('changed', type);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(FilemillError);
        expect((thrown as FilemillError).code).toMatch(/^(file\.(damaged|tooComplex|needsPassword)|archive\.partMissing)$/);
      }
    }
  }
}, 60_000);
