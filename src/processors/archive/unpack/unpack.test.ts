import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { entryPickSchema, unpackLimitsSchema, type UnpackLimits } from '../../../shared/model/archive';
import { inArrays } from '../../../base/unpacked-rows';
import type { ArchiveContext, ArchiveReader } from '../archive-reader';
import { FakeArchive, type FakeEntry } from './fake-archive.test-kit';
import { unpack, type UnpackRequest } from './unpack';

const base = mkdtempSync(join(tmpdir(), 'filemill-unpack-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let count = 0;
function emptyFolder(): string {
  count += 1;
  const folder = join(base, `${count}`);
  mkdirSync(folder);
  return folder;
}

interface Ask extends Partial<Omit<UnpackRequest, 'pick' | 'limits'>> {
  pick?: Parameters<typeof entryPickSchema.parse>[0];
  limits?: Partial<UnpackLimits>;
  context?: Partial<ArchiveContext>;
}

async function unpacked(reader: ArchiveReader, { pick = {}, limits = {}, context = {}, ...request }: Ask = {}) {
  const into = request.into ?? emptyFolder();
  const outcome = await unpack(
    reader,
    { layout: 'tree', archiveBytes: 1e9, writeThread: null, ...request, into, pick: entryPickSchema.parse(pick), limits: unpackLimitsSchema.parse(limits) },
    { signal: new AbortController().signal, passwords: [], maxEntries: 1e6, scratchDir: base, progress: () => undefined, ...context },
  );
  return { ...inArrays(outcome), into, files: filesIn(into) };
}

/** What lies in a folder: content of files, null of folders. */
function filesIn(folder: string, prefix = ''): Record<string, string | null> {
  const found: Record<string, string | null> = {};
  for (const item of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = `${prefix}${item.name}`;
    if (item.isDirectory()) Object.assign(found, { [`${path}/`]: null }, filesIn(folder, `${path}/`));
    else found[path] = item.isFile() ? readFileSync(join(folder, path), 'latin1') : 'not a file';
  }
  return found;
}

const TREE: FakeEntry[] = [
  { path: 'd', type: 'folder', modified: 1_000_000_000_000, size: 0 },
  { path: 'd/a.txt', pieces: ['hello'], modified: 1_234_567_890_500, mode: 0o640 },
  { path: 'd/run.sh', pieces: ['#!', '/bin/sh'], mode: 0o4755 },
  { path: 'e/f/empty', pieces: [] },
];
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('unpacking', () => {
  it.each(['zip', 'tar.gz'])('writes files and folders with times, plain rights and checksums (%s)', async (type) => {
    const { files, into, written, refused } = await unpacked(new FakeArchive(TREE, { type }));
    expect(files).toEqual({ 'd/': null, 'd/a.txt': 'hello', 'd/run.sh': '#!/bin/sh', 'e/': null, 'e/f/': null, 'e/f/empty': '' });
    expect(refused).toEqual([]);
    expect(written.filter(({ type: kind }) => kind === 'file')).toMatchObject([
      { ordinal: 1, relativePath: 'd/a.txt', size: 5, sha256: sha256('hello'), modified: 1_234_567_890_500, warnings: [] },
      { ordinal: 2, size: 9, sha256: sha256('#!/bin/sh'), warnings: [expect.stringMatching(/rights/)] },
      { ordinal: 3, size: 0, sha256: sha256('') },
    ]);
    const umask = process.umask();
    expect(statSync(join(into, 'd/a.txt')).mode & 0o7777).toBe(0o644 & ~umask);
    expect(statSync(join(into, 'd/run.sh')).mode & 0o7777).toBe(0o755 & ~umask);
    expect(statSync(join(into, 'd/a.txt')).mtimeMs).toBeCloseTo(1_234_567_890_500, -1);
    expect(statSync(join(into, 'd')).mtimeMs).toBe(1_000_000_000_000);
  });

  it('lists a stream not before it reads it, and names all the same', async () => {
    const said: FakeEntry[] = [{ path: 'a', pieces: ['1'] }, { path: 'a/b', pieces: ['2'] }, { path: 'A', type: 'folder' }, { path: 'l', type: 'symlink', linkTarget: 'a' }];
    const zip = new FakeArchive(said, { type: 'zip' });
    const stream = new FakeArchive(said, { type: 'tar.gz' });
    const [one, other] = [await unpacked(zip), await unpacked(stream)];
    expect(zip.listed).toBe(1);
    expect(stream.listed).toBe(0);
    expect(other.files).toEqual(one.files);
    expect(other.refused).toEqual(one.refused);
    expect(one.files).toEqual({ a: '1', 'a (2)/': null, 'a (2)/b': '2', 'A (3)/': null });
  });

  it('gives flat names of our own', async () => {
    const said: FakeEntry[] = [{ path: 'x/Photo.JPG', pieces: ['1'] }, { path: 'x', type: 'folder' }, { path: 'Makefile', pieces: ['2'] }, { path: '../up.txt', pieces: ['3'] }];
    const { files, refused } = await unpacked(new FakeArchive(said), { layout: 'flat' });
    expect(files).toEqual({ '0.jpg': '1', '2': '2' });
    expect(refused).toMatchObject([{ ordinal: 3, code: 'traversal' }]);
  });

  it('reads no further than to what is wanted', async () => {
    const said = Array.from({ length: 100 }, (_, index): FakeEntry => ({ path: `${index}`, pieces: ['x'] }));
    const archive = new FakeArchive(said, { type: 'tar.gz' });
    const { files } = await unpacked(archive, { pick: { ordinals: [2] }, layout: 'flat' });
    expect(files).toEqual({ '2': 'x' });
    expect(archive.readPieces).toBeLessThan(10);
  });

  it('copies what hardlinks name', async () => {
    const said: FakeEntry[] = [{ path: 'a', pieces: ['same'] }, { path: 'b', type: 'hardlink', linkTarget: 'a', mode: 0o755 }, { path: 'c', type: 'hardlink', linkTarget: 'none' }];
    for (const type of ['tar', 'tar.gz', '7z']) {
      const { files, into, refused, written } = await unpacked(new FakeArchive(said, { type }));
      expect(files).toEqual({ a: 'same', b: 'same' });
      expect(lstatSync(join(into, 'b')).nlink).toBe(1);
      expect(written.map((entry) => entry.sha256)).toEqual([sha256('same'), sha256('same')]);
      expect(refused).toMatchObject([{ path: 'c', code: 'link' }]);
    }
    const { files } = await unpacked(new FakeArchive(said, { type: 'tar' }), { pick: { ordinals: [1] }, layout: 'flat' });
    expect(files).toEqual({ '1': 'same' });
  });

  it('takes away what fails, tells why, and goes on', async () => {
    const damaged = new FilemillError('file.damaged', 'Its checksum is wrong.');
    const locked = new FilemillError('file.needsPassword', 'No password.');
    const said: FakeEntry[] = [
      { path: 'a', pieces: ['1'] },
      { path: 'b', pieces: ['half'], failure: damaged },
      { path: 'c', pieces: ['x'], failure: locked },
      { path: 'd', pieces: ['2'] },
    ];
    const { files, refused } = await unpacked(new FakeArchive(said));
    expect(files).toEqual({ a: '1', d: '2' });
    expect(refused).toMatchObject([
      { path: 'b', code: 'damaged', reason: 'Its checksum is wrong.' },
      { path: 'c', code: 'encrypted' },
    ]);
  });

  it.each(['zip', 'tar'])('says that more may be missing of a damaged archive of which all that is listed came (%s)', async (type) => {
    const failure = new FilemillError('file.damaged', 'Its list of entries is damaged: it names 1 of 3.');
    const { files, refused } = await unpacked(new FakeArchive([{ path: 'a', pieces: ['A'] }], { type, failure }));
    expect(files).toEqual({ a: 'A' });
    expect(refused).toEqual([{ ordinal: 1, path: '', code: 'damaged', reason: 'Its list of entries is damaged: it names 1 of 3.' }]);
    const chosen = await unpacked(new FakeArchive([{ path: 'a', pieces: ['A'] }], { type, failure }), { pick: { ordinals: [0] } });
    expect(chosen.refused).toEqual([]);
  });

  it('gives what came before the end of a cut archive; nothing at all is an error', async () => {
    const failure = new FilemillError('file.damaged', 'The archive is cut off.');
    const partial = await unpacked(new FakeArchive([{ path: 'a', pieces: ['1'] }], { type: 'tar.gz', failure }));
    expect(partial.files).toEqual({ a: '1' });
    expect(partial.refused).toMatchObject([{ ordinal: 1, code: 'damaged', reason: 'The archive is cut off.' }]);
    await expect(unpacked(new FakeArchive([], { type: 'tar.gz', failure }))).rejects.toMatchObject({ code: 'file.damaged' });
    // Of this one only the first folder was found.
    await expect(unpacked(new FakeArchive([{ path: 'd', type: 'folder', size: 0 }], { type: 'zip', failure }))).rejects.toMatchObject({ code: 'file.damaged' });
    const changed = new FilemillError('file.changed', 'It changed.');
    await expect(unpacked(new FakeArchive([{ path: 'a', pieces: ['1'] }], { type: 'tar.gz', failure: changed }))).rejects.toMatchObject({ code: 'file.changed' });
  });
});

describe('limits', () => {
  const pieces = Array.from({ length: 10 }, () => Buffer.alloc(1000, 'x'));

  it('count what is written, whatever the archive says', async () => {
    const said: FakeEntry[] = [
      { path: 'liar', pieces, size: 10 },
      { path: 'unknown', pieces, size: null },
      { path: 'harmless', pieces: ['ok'] },
    ];
    const byEntry = await unpacked(new FakeArchive(said), { limits: { entryBytes: 5000 } });
    expect(byEntry.files).toEqual({ harmless: 'ok' });
    expect(byEntry.refused).toMatchObject([{ path: 'liar', code: 'tooLarge' }, { path: 'unknown', code: 'tooLarge' }]);
    const byTotal = await unpacked(new FakeArchive(said), { limits: { totalBytes: 5000 } });
    expect(byTotal.files).toEqual({ harmless: 'ok' });
    const byRatio = await unpacked(new FakeArchive(said.map((entry) => ({ ...entry, compressedSize: 10 }))), { limits: { ratio: 100, ratioFromBytes: 500 } });
    expect(byRatio.files).toEqual({ harmless: 'ok' });
    expect(byRatio.refused).toMatchObject([{ code: 'ratio' }, { code: 'ratio' }]);
    const byArchive = await unpacked(new FakeArchive(said), { limits: { ratio: 100, ratioFromBytes: 500 }, archiveBytes: 50 });
    expect(byArchive.refused).toMatchObject([{ code: 'ratio' }, { code: 'ratio' }]);
  });

  it('are not used up by what was taken away again', async () => {
    const said: FakeEntry[] = [{ path: 'a', pieces, size: null }, { path: 'b', pieces: [Buffer.alloc(4000)] }, { path: 'c', pieces: [Buffer.alloc(4000)] }];
    const { written, refused } = await unpacked(new FakeArchive(said), { limits: { totalBytes: 9000 } });
    expect(written.map(({ path }) => path)).toEqual(['b', 'c']);
    expect(refused).toHaveLength(1);
  });

  it('end what must be unpacked on the way', async () => {
    const said: FakeEntry[] = [{ path: 'small', pieces: ['ok'] }, { path: 'huge', pieces: Array.from({ length: 50 }, () => Buffer.alloc(1000)), size: 1e12 }, { path: 'last', pieces: ['never'] }];
    const { files, refused } = await unpacked(new FakeArchive(said, { type: 'tar.gz' }), { limits: { totalBytes: 10_000 } });
    expect(files).toEqual({ small: 'ok' });
    expect(refused.map(({ code }) => code)).toContain('tooLarge');
  });

  it('tell when there are more entries than may be', async () => {
    for (const type of ['zip', 'tar.gz']) {
      const { files, refused } = await unpacked(new FakeArchive(['a', 'b', 'c'].map((path) => ({ path, pieces: ['x'] })), { type }), { limits: { entries: 2 } });
      expect(files).toEqual({ a: 'x', b: 'x' });
      expect(refused).toMatchObject([{ ordinal: 2, path: '', code: 'tooLarge' }]);
    }
  });
});

describe('the folder', () => {
  it('must be an empty one, and no link to one', async () => {
    const archive = new FakeArchive(TREE);
    const full = emptyFolder();
    writeFileSync(join(full, 'mine'), 'mine');
    const link = join(base, 'link');
    symlinkSync(emptyFolder(), link);
    for (const into of [full, link, join(full, 'mine')]) await expect(unpacked(archive, { into })).rejects.toMatchObject({ code: 'file.unsafe' });
    expect(filesIn(full)).toEqual({ mine: 'mine' });
  });

  it.each([
    ['a folder on the way becomes a link', (into: string, outside: string) => {
      renameSync(join(into, 'd'), join(base, `gone-${count}`));
      symlinkSync(outside, join(into, 'd'));
    }],
    ['it is moved away, and a link to it takes its place', (into: string, outside: string) => {
      renameSync(join(into, 'd'), join(outside, 'd'));
      symlinkSync(join(outside, 'd'), join(into, 'd'));
    }],
    ['it is replaced by another folder', (into: string, outside: string) => {
      mkdirSync(join(outside, 'other'));
      rmSync(join(into, 'd'), { recursive: true });
      renameSync(join(outside, 'other'), join(into, 'd'));
    }],
    ['it is gone', (into: string) => rmSync(join(into, 'd'), { recursive: true })],
    ['the target itself becomes a link', (into: string, outside: string) => {
      renameSync(into, `${into}-moved`);
      symlinkSync(outside, into);
    }],
  ])('is watched between entries: %s', async (_, meddle) => {
    const into = emptyFolder();
    const outside = emptyFolder();
    const said: FakeEntry[] = [{ path: 'd/a', pieces: ['1'] }, { path: 'd/b', pieces: ['2'] }, { path: 'd/sub/c', pieces: ['3'] }];
    const before = (ordinal: number): void => {
      if (ordinal === 1) meddle(into, outside);
    };
    await expect(unpacked(new FakeArchive(said, { before }), { into })).rejects.toMatchObject({ code: 'file.unsafe' });
    const written = Object.values(filesIn(outside));
    expect(written).not.toContain('2');
    expect(written).not.toContain('3');
  });

  it('a link put where a file is to be made is never written through', async () => {
    const into = emptyFolder();
    const victim = join(emptyFolder(), 'victim');
    writeFileSync(victim, 'untouched');
    const before = (ordinal: number): void => {
      if (ordinal === 1) symlinkSync(victim, join(into, 'b'));
    };
    const { refused } = await unpacked(new FakeArchive([{ path: 'a', pieces: ['1'] }, { path: 'b', pieces: ['2'] }, { path: 'c', pieces: ['3'] }], { before }), { into });
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(refused).toMatchObject([{ path: 'b' }]);
    expect(readFileSync(join(into, 'c'), 'utf8')).toBe('3');
  });
});

it('stops when it is called off, and takes the unfinished file away', async () => {
  const controller = new AbortController();
  const into = emptyFolder();
  const said = Array.from({ length: 20 }, (_, index): FakeEntry => ({ path: `${index}`, pieces: ['x', 'y'] }));
  const before = (ordinal: number): void => {
    if (ordinal === 5) controller.abort();
  };
  await expect(unpacked(new FakeArchive(said, { before }), { into, context: { signal: controller.signal } })).rejects.toMatchObject({ code: 'call.cancelled' });
  expect(Object.keys(filesIn(into)).length).toBeLessThanOrEqual(6);
});

it('tells how far it is', async () => {
  const told: string[] = [];
  await unpacked(new FakeArchive(TREE), { context: { progress: (label) => void told.push(label) } });
  expect(told).toContain('File 2 of 3: run.sh');
});
