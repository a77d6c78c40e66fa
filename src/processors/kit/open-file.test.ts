import { afterAll, describe, expect, it } from 'vitest';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, symlinkSync, truncateSync, closeSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { hashFile } from './file-hash';
import { Fixture } from './fixture.test-kit';
import { OpenFile } from './open-file';
import { SmallFileCache } from './small-file-cache';

const fixture = new Fixture();
afterAll(() => fixture.remove());
const isPosix = process.platform !== 'win32';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof FilemillError) return thrown.code;
    throw thrown;
  }
  return 'none';
};

describe('OpenFile refuses', () => {
  it('a file that is gone, grew, or was replaced', () => {
    const source = fixture.write('a.txt', 'one');
    expect(codeOf(() => OpenFile.open({ ...source, path: 'gone.txt' }))).toBe('file.vanished');
    expect(codeOf(() => OpenFile.open({ ...source, size: 4 }))).toBe('file.changed');
    expect(codeOf(() => OpenFile.open({ ...source, mtimeMs: source.mtimeMs + 5 }))).toBe('file.changed');
    expect(codeOf(() => OpenFile.open({ ...source, ino: '1' }))).toBe('file.changed');
    expect(codeOf(() => OpenFile.open({ ...source, mtimeMs: Math.floor(source.mtimeMs) }))).toBe('none');
  });

  it.runIf(isPosix)('links, pipes, folders and devices, without waiting', () => {
    const source = fixture.write('target.txt', 'x');
    symlinkSync('target.txt', join(fixture.root, 'link.txt'));
    execFileSync('mkfifo', [join(fixture.root, 'pipe')]);
    mkdirSync(join(fixture.root, 'folder'));
    for (const path of ['link.txt', 'pipe', 'folder']) {
      expect(codeOf(() => OpenFile.open({ ...source, path }))).toBe('file.notRegular');
    }
    expect(codeOf(() => OpenFile.open({ ...source, root: '/dev', path: 'zero' }))).toBe('file.notRegular');
  });

  it.runIf(isPosix)('a way out of the folder', () => {
    const outside = mkdtempSync(join(tmpdir(), 'filemill-outside-'));
    writeFileSync(join(outside, 'secret.txt'), 'secret');
    symlinkSync(outside, join(fixture.root, 'door'));
    try {
      const source = fixture.source('door/secret.txt');
      expect(codeOf(() => OpenFile.open(source))).toBe('file.outsideFolder');
      for (const path of ['../x', 'a/../../x', '/etc/passwd', 'a\0b', 'a//b', '.']) {
        expect(codeOf(() => OpenFile.open({ ...source, path }))).toBe('file.outsideFolder');
      }
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it.runIf(isPosix && process.getuid?.() !== 0)('what it may not read', () => {
    const source = fixture.write('denied.txt', 'x');
    chmodSync(join(fixture.root, 'denied.txt'), 0);
    expect(codeOf(() => OpenFile.open(source))).toBe('file.denied');
  });
});

describe('OpenFile reads', () => {
  it('names with odd bytes, below a folder', () => {
    const source = fixture.write('sub/-rf\nnew line.txt', 'hello');
    const file = OpenFile.open(source);
    expect(file.smallBytes?.toString()).toBe('hello');
    file.verifyUnchanged();
    file.close();
  });

  it.runIf(process.platform === 'linux')('a name that is not UTF-8', () => {
    const path = Buffer.concat([Buffer.from(`${fixture.root}/sub2/`), Buffer.from([0xff, 0x41])]);
    mkdirSync(join(fixture.root, 'sub2'));
    closeSync(openSync(path, 'w'));
    writeFileSync(path, 'odd');
    const source = fixture.write('like.txt', 'odd');
    expect(codeOf(() => OpenFile.open({ ...source, path: 'sub2/\uefffA' }))).toBe('file.changed');
  });

  it('ranges and pieces of a large file, the same bytes every way', async () => {
    const content = Buffer.alloc(3_000_001, 'abcdefg');
    const file = OpenFile.open(fixture.write('large.bin', content));
    expect(file.smallBytes).toBeNull();
    expect((await file.readRange(2_999_999, 100)).toString()).toBe(content.toString('latin1', 2_999_999));
    const pieces: Buffer[] = [];
    for await (const piece of file.chunks(700_000)) pieces.push(Buffer.from(piece));
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
    expect((await file.readAll(4e6)).equals(content)).toBe(true);
    await expect(file.readAll(1e6)).rejects.toMatchObject({ code: 'file.tooLarge' });
    const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    const hashes = { sha256: sha256(content), headSha256: sha256(content.subarray(0, 1 << 20)), isSameHead: false };
    expect(await hashFile(file, fixture.context.signal)).toEqual(hashes);
    const known = { sha256: 'of before', headSha256: hashes.headSha256 };
    expect(await hashFile(file, fixture.context.signal, undefined, known)).toEqual({ ...known, isSameHead: true });
    file.close();
  });

  it('and notices what happens meanwhile', async () => {
    const write = (): OpenFile => OpenFile.open(fixture.write('moving.bin', Buffer.alloc(2_000_000)));
    const path = join(fixture.root, 'moving.bin');
    const grown = write();
    appendFileSync(path, 'x');
    expect(codeOf(() => grown.verifyUnchanged())).toBe('file.changed');
    const replaced = write();
    writeFileSync(`${path}.new`, Buffer.alloc(2_000_000));
    renameSync(`${path}.new`, path);
    expect(codeOf(() => replaced.verifyUnchanged())).toBe('file.changed');
    const gone = write();
    rmSync(path);
    expect(codeOf(() => gone.verifyUnchanged())).toBe('file.vanished');
    const cut = write();
    truncateSync(path, 10);
    await expect(cut.readAll(1e9)).rejects.toMatchObject({ code: 'file.changed' });
    for (const file of [grown, replaced, gone, cut]) file.close();
  });

  it('small files once for two calls', () => {
    const cache = new SmallFileCache();
    const source = fixture.write('cached.txt', 'cached');
    const first = OpenFile.open(source);
    first.keepFor(cache);
    first.close();
    const second = OpenFile.open(source, cache);
    expect(second.smallBytes?.toString()).toBe('cached');
    expect(second.sha256OfSmall).toBe(createHash('sha256').update('cached').digest('hex'));
    second.close();
    fixture.write('cached.txt', 'caches');
    expect(codeOf(() => OpenFile.open(source, cache))).toBe('file.changed');
  });

  it('can be cancelled', async () => {
    const abort = new AbortController();
    const file = OpenFile.open(fixture.write('cancel.bin', Buffer.alloc(5_000_000)));
    abort.abort();
    await expect(hashFile(file, abort.signal)).rejects.toMatchObject({ code: 'call.cancelled' });
    file.close();
  });

  it('hashes a sparse file beyond 4 GiB in little memory', { timeout: 180_000 }, async () => {
    const path = join(fixture.root, 'sparse.bin');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 32 + 1e6);
    const file = OpenFile.open(fixture.source('sparse.bin'));
    const before = process.memoryUsage.rss();
    let peak = before;
    await hashFile(file, fixture.context.signal, () => {
      peak = Math.max(peak, process.memoryUsage.rss());
    });
    file.close();
    rmSync(path);
    expect(peak - before).toBeLessThan(100e6);
  });
});
