import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, openSync, closeSync, ftruncateSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toFsPath } from '../../../base/byte-name';
import { ARCHIVE_FORMATS, type ArchiveFormat, type ArchiveRecipe } from '../../../shared/model/archive';
import { findSevenZip } from '../seven-zip/find-seven-zip';
import { pack, sourceOf, sourcesIn, writeTree } from './packing.test-kit';

let home: string;
let tree: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'filemill-create-'));
  tree = join(home, 'tree');
  mkdirSync(tree);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Bytes that hardly pack, the same in each run. */
function noise(bytes: number): Buffer {
  let state = 7;
  return Buffer.from(Array.from({ length: bytes }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24));
}

const TEXT = Array.from({ length: 60_000 }, (_, line) => `Line ${line} of ${line % 97} and ${(line * line) % 1_009}.\n`).join('');

/** What another program finds in an archive: names and bytes. */
function unpackedElsewhere(archive: string, format: ArchiveFormat, password: string | null): Record<string, string> {
  const into = join(home, 'elsewhere');
  const secret = password === null ? [] : [`-p${password}`];
  const run = (...argv: string[]): Buffer => execFileSync(findSevenZip(), argv, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64e6 });
  run('x', '-y', `-o${into}`, ...secret, '--', archive);
  if (format.startsWith('tar.')) run('x', '-y', `-o${into}`, '--', join(into, readdirSync(into).find((name) => name.endsWith('.tar')) ?? ''));
  const found = sourcesIn(into).filter(({ isFolder, name }) => !isFolder && !name.endsWith('.tar'));
  return Object.fromEntries(found.map(({ name, path }) => [name, sha256(readFileSync(toFsPath(path)))]));
}

describe.each(ARCHIVE_FORMATS)('a new %s', (format) => {
  const target = (): string => join(home, `out.${format}`);

  it.each<[string, Partial<ArchiveRecipe>]>([
    ['as it comes', {}],
    ['stored, with an account of itself', { level: 0, metadata: true }],
    ['packed the most, reproducible', { level: 9, isReproducible: true, metadata: true }],
    ...(format === 'zip' || format === '7z' ? ([['encrypted', { password: 'Grüße, 1', metadata: true }]] as [string, Partial<ArchiveRecipe>][]) : []),
    ...(format === '7z' ? ([['encrypted, names shown', { password: 'x', hideNames: false }]] as [string, Partial<ArchiveRecipe>][]) : []),
  ])('holds what went in: %s', async (_what, changes) => {
    writeTree(tree, { 'a/one.txt': TEXT, 'a/noise.bin': noise(700_000), 'a/photo.jpg': noise(5_000), 'b/': '', 'b/empty': '', 'Grüße.txt': 'x' });
    const sources = sourcesIn(tree);
    const { bytes, sha256: whole, entries } = await pack(sources, target(), { format, ...changes });
    expect(bytes).toBe(statSync(target()).size);
    expect(whole).toBe(sha256(readFileSync(target())));
    const files = Object.fromEntries(entries.filter((entry) => entry.sha256 !== null).map((entry) => [entry.name, entry.sha256]));
    for (const { name, path } of sources.filter(({ isFolder }) => !isFolder)) expect(files[name]).toBe(sha256(readFileSync(path)));
    expect(Object.keys(files)).toHaveLength(changes.metadata ? 6 : 5);
    expect(unpackedElsewhere(target(), format, changes.password ?? null)).toEqual(files);
    expect(readdirSync(home).sort()).toEqual(['elsewhere', `out.${format}`, 'tree']);
  });

  it('takes names of any kind', async () => {
    const long = Array.from({ length: 6 }, (_, part) => String(part).repeat(50)).join('/');
    const names = ['new\nline.txt', '😀 smile', 'ü'.repeat(120), `${long}/${'n'.repeat(250)}`, ' space ', '-r', '@list', 'a*b?c', 'con', 'empty folder/'];
    // A byte that is no UTF-8.
    const odd = process.platform === 'linux' ? ['caf\uefe9.txt'] : [];
    writeTree(tree, Object.fromEntries([...names, ...odd].map((name) => [name, `in ${name}`])));
    const sources = sourcesIn(tree);
    const { entries } = await pack(sources, target(), { format });
    expect(entries.map(({ name }) => name).sort()).toEqual(sources.map(({ name }) => name).sort());
  });

  it('is not there when a source has changed since it was listed', async () => {
    writeTree(tree, { 'a.txt': 'a', 'b.txt': 'b' });
    const sources = sourcesIn(tree);
    appendFileSync(join(tree, 'b.txt'), 'more');
    await expect(pack(sources, target(), { format })).rejects.toMatchObject({ code: 'file.changed', message: expect.stringContaining('b.txt') });
    expect(readdirSync(home)).toEqual(['tree']);
  });

  it('is not there when a source changes after it was packed', async () => {
    writeTree(tree, { 'a.txt': 'a', 'b.txt': TEXT });
    let isChanged = false;
    const progress = (label: string): void => {
      if (isChanged || !label.startsWith('Verifying')) return;
      isChanged = true;
      appendFileSync(join(tree, 'a.txt'), 'more');
    };
    await expect(pack(sourcesIn(tree), target(), { format }, { progress })).rejects.toMatchObject({ code: 'file.changed', message: expect.stringContaining('a.txt') });
    expect(isChanged).toBe(true);
    expect(readdirSync(home)).toEqual(['tree']);
  });

  it('can be called off', async () => {
    writeTree(tree, { 'a.txt': TEXT, 'b.txt': TEXT });
    const abort = new AbortController();
    const progress = (): void => abort.abort();
    await expect(pack(sourcesIn(tree), target(), { format }, { progress, signal: abort.signal })).rejects.toMatchObject({ code: 'call.cancelled' });
    expect(readdirSync(home)).toEqual(['tree']);
  });

  it('is the same again from the same files, whatever their times and order', async () => {
    writeTree(tree, { 'b.txt': TEXT, 'a/c.txt': 'c', 'a/Z': 'Z', 'noise.bin': noise(600_000) });
    const options = { format, isReproducible: true, metadata: true };
    const first = await pack(sourcesIn(tree), target(), options);
    for (const { path } of sourcesIn(tree)) utimesSync(path, 1_000_000_000, 1_000_000_000);
    rmSync(target());
    const second = await pack(sourcesIn(tree).reverse(), target(), options);
    expect(second.sha256).toBe(first.sha256);
  });
});

describe('what can be packed', () => {
  it('is nothing that a link leads to', async () => {
    writeTree(tree, { 'secret': 'secret' });
    const listed = sourceOf(join(tree, 'secret'), 'a');
    symlinkSync(join(tree, 'secret'), join(tree, 'link'));
    await expect(pack([{ ...listed, path: join(tree, 'link') }], join(home, 'out.zip'))).rejects.toMatchObject({ code: 'file.notRegular' });
  });

  it('is no other file of the same name, size and time', async () => {
    writeTree(tree, { a: 'one' });
    const listed = sourceOf(join(tree, 'a'), 'a');
    rmSync(join(tree, 'a'));
    writeTree(tree, { a: 'two', b: '' });
    await expect(pack([listed], join(home, 'out.zip'))).rejects.toMatchObject({ code: 'file.changed' });
    await expect(pack([{ ...listed, path: join(tree, 'gone') }], join(home, 'out.zip'))).rejects.toMatchObject({ code: 'file.vanished' });
  });

  it('never takes the place of something', async () => {
    writeTree(tree, { a: 'one' });
    writeFileSync(join(home, 'out.zip'), 'mine');
    await expect(pack(sourcesIn(tree), join(home, 'out.zip'))).rejects.toThrow();
    expect(readFileSync(join(home, 'out.zip'), 'utf8')).toBe('mine');
  });

  it('is a file of 200 MB, in little memory', async () => {
    const large = join(tree, 'large');
    const descriptor = openSync(large, 'w');
    ftruncateSync(descriptor, 200e6);
    writeSync(descriptor, noise(3_000_000), 0, 3_000_000, 100_000_000);
    closeSync(descriptor);
    for (const format of ['zip', 'tar.gz'] as const) {
      const before = process.memoryUsage.rss();
      let most = 0;
      const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
      const { bytes } = await pack(sourcesIn(tree), join(home, `out.${format}`), { format, level: 1 }).finally(() => clearInterval(timer));
      expect(bytes).toBeLessThan(6e6);
      expect(most).toBeGreaterThan(0);
      expect(most - before).toBeLessThan(110e6);
    }
  });

  it('may become shorter while it is read', async () => {
    const large = join(tree, 'large');
    writeFileSync(large, Buffer.alloc(8_000_000, 'abc'));
    const sources = [sourceOf(large, 'first'), sourceOf(large, 'second')];
    const progress = (): void => truncateSync(large, 1_000_000);
    await expect(pack(sources, join(home, 'out.zip'), {}, { progress })).rejects.toMatchObject({ code: 'file.changed' });
    expect(readdirSync(home)).toEqual(['tree']);
  });
});

describe('the account of itself', () => {
  it.each([
    ['zip', { compression_level: 7 }],
    ['tar.gz', { format: '.tar.gz' }],
  ] as const)('in a %s has the fields that other programs read', async (format, own) => {
    writeTree(tree, { a: 'one', 'f/b': 'two' });
    const target = join(home, `out.${format}`);
    await pack(sourcesIn(tree), target, { format, level: 7, metadata: true });
    unpackedElsewhere(target, format, null);
    const metadata = JSON.parse(readFileSync(join(home, 'elsewhere', '_metadata.json'), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(metadata).slice(0, 3)).toEqual(['created', 'file_count', ...Object.keys(own)]);
    expect(metadata).toMatchObject({ file_count: 2, ...own, files: [{ name: 'a', size: 3, sha256: sha256(Buffer.from('one')) }, { name: 'f/b' }] });
    expect(metadata['created']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('can’t share its name with a file', async () => {
    writeTree(tree, { '_metadata.json': '{}' });
    await expect(pack(sourcesIn(tree), join(home, 'out.zip'), { metadata: true })).rejects.toMatchObject({ code: 'usage.invalid' });
    await expect(pack(sourcesIn(tree), join(home, 'out.zip'))).resolves.toMatchObject({ entries: [{ name: '_metadata.json' }] });
  });
});

it('no password is left out in silence', async () => {
  writeTree(tree, { a: 'one' });
  await expect(pack(sourcesIn(tree), join(home, 'out.tar'), { format: 'tar', password: 'x' })).rejects.toMatchObject({ code: 'usage.invalid' });
});
