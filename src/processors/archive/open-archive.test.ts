import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Fixture } from '../kit/fixture.test-kit';
import { OpenFile } from '../kit/open-file';
import { archiveType } from './archive-type';
import { readArchiveBytes } from './opened.test-kit';
import { buildTar } from './tar/build-tar.test-kit';
import { buildZip } from './zip/build-zip.test-kit';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const zip = buildZip([{ name: 'a.txt', content: 'A' }]);
const tar = buildTar([{ name: 'a.txt', content: 'A' }]);
/** Made by bzip2 and xz from a tar archive with a.txt, and from the text "A". */
const TAR_BZ2 =
  'QlpoOTFBWSZTWdbmajoAADh/kOmAAEBAAWeAIAAACGAAnkAEAAAIIABUNKNommJkzQnlBtSnohoZPUAH3ZlNxRMEWlZlbrSmCEyGOdXELiUMh4ameA9DZwRLDYt5RTDMrSoRfi7kinChIa3M1HQ=';
const TEXT_BZ2 = 'QlpoOTFBWSZTWYGwLYsAAAAEACAAIAAhGEaC7kinChIQNgWxYA==';
const TAR_XZ =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Af/AEldADCLiofEDvKXpPh1PcWp7dmXqh5kTHCknR9Yl8Xm2H5eJ/rmIdXL4FkI/Dr2RHrTHGCQYKRD0ih2kx0DKj8knTK4XmrHrNOumgAAAAAAPsoXFWMU4NIAAWWAEAAAADmtk3qxxGf7AgAAAAAEWVo=';

async function typeOf(name: string, bytes: Buffer, mime = ''): Promise<string | null> {
  const file = OpenFile.open(fixture.write(name, bytes));
  try {
    return await archiveType(file, { name, mime });
  } finally {
    file.close();
  }
}

describe('archiveType', () => {
  it.each([
    ['a ZIP file called otherwise', zip, 'zip'],
    ['an empty ZIP file', buildZip([]), 'zip'],
    ['a tar archive', tar, 'tar'],
    ['an old tar archive without a magic', buildTar([{ name: 'a', magic: 'none', flag: '\0' }]), 'tar'],
    ['an empty tar archive', Buffer.alloc(10_240), 'tar'],
    ['gzip', gzipSync('x'), 'gz'],
    ['7z', Buffer.from('7z\xbc\xaf\x27\x1c and so on', 'latin1'), '7z'],
    ['a program with a ZIP archive behind it', Buffer.concat([Buffer.from(`MZ${'\0'.repeat(500)}`), zip]), 'zip'],
    ['a program with a 7z archive behind it', Buffer.concat([Buffer.from(`MZ${'\0'.repeat(500)}7z\xbc\xaf\x27\x1c`, 'latin1')]), '7z'],
    ['a script with a ZIP archive behind it', Buffer.concat([Buffer.from('#!/usr/bin/env python3\n'), zip]), 'zip'],
    ['text', Buffer.from('PK is not enough'), null],
    ['zeros', Buffer.alloc(20_000), null],
    ['nothing', Buffer.alloc(0), null],
  ])('%s', async (_, bytes, type) => {
    expect(await typeOf('picture.jpg', bytes)).toBe(type);
  });

  it.each([
    ['application/java-archive', 'zip'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'zip'],
    ['application/vnd.oasis.opendocument.text', 'zip'],
    ['application/epub+zip', 'zip'],
    ['application/vnd.rar', 'rar'],
    ['application/x-iso9660-image', 'iso'],
    ['application/x-lzip', 'lz'],
  ])('goes by what was recognised: %s', async (mime, type) => {
    expect(await typeOf('x', Buffer.from('…'), mime)).toBe(type);
  });
});

describe('openArchive', () => {
  it.each([
    ['zip', zip],
    ['tar', tar],
    ['tar.gz', gzipSync(tar)],
    ['tar.bz2', Buffer.from(TAR_BZ2, 'base64')],
    ['tar.xz', Buffer.from(TAR_XZ, 'base64')],
  ])('reads %s', async (type, bytes) => {
    const opened = await readArchiveBytes(fixture, 'named-otherwise.bin', bytes);
    expect(opened.type).toBe(type);
    expect(opened.contents).toEqual({ 'a.txt': 'A' });
  });

  it('reads a single compressed file', async () => {
    const opened = await readArchiveBytes(fixture, 'a.txt.bz2', Buffer.from(TEXT_BZ2, 'base64'));
    expect(opened.type).toBe('bz2');
    expect(opened.contents).toEqual({ 'a.txt': 'A' });
  });

  it('lists a compressed file that is damaged from its start on as such', async () => {
    const opened = await readArchiveBytes(fixture, 'cut.txt.bz2', Buffer.from(TEXT_BZ2, 'base64').subarray(0, 20));
    expect(opened.listing.warnings).toEqual(['The file is cut off: its end is missing.']);
    expect(opened.listing.entries.at(0)?.warnings).toMatchObject([{ code: 'damaged' }]);
    expect(opened.failed).toEqual({ 'cut.txt': 'file.damaged' });
  });

  it('keeps what came before the damage of a compressed tar archive', async () => {
    const bytes = gzipSync(buildTar([{ name: 'a.txt', content: 'A' }, { name: 'b.txt', content: 'B'.repeat(5000) }]), { level: 0 });
    const opened = await readArchiveBytes(fixture, 'cut.tgz', bytes.subarray(0, 3000));
    expect(opened.contents).toEqual({ 'a.txt': 'A' });
    expect(opened.failed).toEqual({ 'b.txt': 'file.damaged' });
    expect(opened.listing.isCut).toBe(true);
  });

  it('says of a later part alone what it lacks', async () => {
    await expect(readArchiveBytes(fixture, 'x.7z.002', Buffer.from('anything'))).rejects.toMatchObject({ code: 'archive.partMissing', message: expect.stringContaining('x.7z.001') as string });
  });

  it('refuses what is no archive', async () => {
    await expect(readArchiveBytes(fixture, 'x.zip', Buffer.from('no archive'))).rejects.toMatchObject({ code: 'file.invalid' });
  });
});
