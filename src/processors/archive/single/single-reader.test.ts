import { crc32, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { Fixture } from '../../kit/fixture.test-kit';
import { readArchiveBytes } from '../opened.test-kit';
import { buildTar } from '../tar/build-tar.test-kit';

const fixture = new Fixture();
afterAll(() => fixture.remove());

/** A gzip header with a name, a comment, extra bytes and a checksum of its own, around deflate data from node. */
function fullGzip(content: string, name: string): Buffer {
  const plain = gzipSync(content);
  const head = Buffer.from([0x1f, 0x8b, 8, 0x1f, 0, 0, 0, 0, 0, 3]);
  head.writeUInt32LE(1_700_000_000, 4);
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  const fields = Buffer.concat([head, extra, Buffer.from(`${name}\0comment\0`, 'latin1')]);
  const check = Buffer.alloc(2);
  check.writeUInt16LE(crc32(fields) & 0xffff);
  return Buffer.concat([fields, check, plain.subarray(10)]);
}

describe('a gzipped file', () => {
  it('is one entry, named like the archive without its ending', async () => {
    const { type, entries, contents } = await readArchiveBytes(fixture, 'report.csv.gz', fullGzip('a;b\n', 'Müller.csv'));
    expect(type).toBe('gz');
    expect(entries).toMatchObject([{ path: 'report.csv', type: 'file', size: 4, modified: 1_700_000_000_000, method: 'Deflate', crc: crc32('a;b\n').toString(16).padStart(8, '0') }]);
    expect(entries[0]?.comment).toBe('Called "Müller.csv" when it was packed. comment');
    expect(contents).toEqual({ 'report.csv': 'a;b\n' });
  });

  it.each([
    ['download', 'Müller.csv', 'Müller.csv'],
    ['download', '../../evil', 'download.unpacked'],
  ])('is named by its header where %s has no ending and %s is a plain name', async (archive, told, path) => {
    const { entries } = await readArchiveBytes(fixture, archive, fullGzip('x', told));
    expect(entries[0]?.path).toBe(path);
  });

  it('may have several members, and zeros behind', async () => {
    const bytes = Buffer.concat([gzipSync('one '), gzipSync(''), gzipSync('two'), Buffer.alloc(512)]);
    const { entries, contents, listing } = await readArchiveBytes(fixture, 'm.gz', bytes);
    expect(entries[0]).toMatchObject({ size: 7, crc: null });
    expect(contents).toEqual({ m: 'one two' });
    expect(listing.warnings).toEqual([]);
  });

  it('is read although rubbish follows, which is said', async () => {
    const { contents, listing } = await readArchiveBytes(fixture, 'r.gz', Buffer.concat([gzipSync('good'), Buffer.from('rubbish behind it')]));
    expect(contents).toEqual({ r: 'good' });
    expect(listing.warnings.join()).toContain('do not belong');
  });

  it.each([
    ['its checksum', -8],
    ['its size', -4],
  ])('fails when %s is wrong', async (_, at) => {
    const bytes = gzipSync('content');
    bytes[bytes.length + at] = (bytes[bytes.length + at] as number) ^ 1;
    const { failed, listing, entries } = await readArchiveBytes(fixture, 'w.gz', bytes);
    expect(failed).toEqual({ w: 'file.damaged' });
    expect(listing.warnings.join()).toMatch(/checksum is wrong|another size/);
    expect(entries[0]?.size).toBeNull();
  });

  it('comes out whole where its pieces end anywhere', async () => {
    for (const length of [262_143, 262_144, 262_145, 524_288, 3_000_000]) {
      const content = 'abcdefgh'.repeat(length / 8 + 1).slice(0, length);
      const { contents } = await readArchiveBytes(fixture, 'l.gz', gzipSync(content));
      expect(contents['l'] === content).toBe(true);
    }
  });

  it('is a tar.gz where a tar archive is inside, whatever it is called', async () => {
    const tar = buildTar([{ name: 'a', content: 'A' }]);
    const { type, entries, contents, listing } = await readArchiveBytes(fixture, 'photo.jpg', gzipSync(tar));
    expect(type).toBe('tar.gz');
    expect(entries[0]).toMatchObject({ path: 'a', compressedSize: null });
    expect(listing.isSolid).toBe(true);
    expect(contents).toEqual({ a: 'A' });
    const empty = await readArchiveBytes(fixture, 'empty', gzipSync(Buffer.alloc(10_240)));
    expect(empty.type).toBe('tar.gz');
  });

  it('cut off or changed anywhere: a plain error, or a part of it', async () => {
    const sample = fullGzip('some text '.repeat(40), 'name');
    const settle = (bytes: Buffer): Promise<unknown> =>
      readArchiveBytes(fixture, 'f.gz', bytes).catch((thrown: unknown) => expect(thrown).toBeInstanceOf(FilemillError));
    for (let end = 1; end < sample.length; end += 1) await settle(sample.subarray(0, end));
    for (let round = 0; round < 1000; round += 1) {
      const bytes = Buffer.from(sample);
      bytes[(round * 7919) % bytes.length] = (round * 104_729) & 0xff;
      await settle(bytes);
    }
  }, 180_000);
});
