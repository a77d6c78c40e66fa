import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mountTmpfs, unmountAll, whyNoMounts } from '../../../../tests/helpers/tmpfs';
import { appendLine } from './append-line';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'append-'));
  path = join(folder, 'log.jsonl');
});
afterEach(() => {
  unmountAll();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (): string[] => readFileSync(path, 'utf8').split('\n');

it('keeps the order of many at once, and those of later', async () => {
  const many = Array.from({ length: 500 }, (_, index) => `line ${index}`);
  await Promise.all(many.map((line) => appendLine(path, line)));
  await appendLine(path, 'last');
  expect(lines()).toEqual([...many, 'last', '']);
});

it('ends a line that was torn off, and continues nothing', async () => {
  writeFileSync(path, 'whole\n{"torn":');
  await appendLine(path, 'next');
  await appendLine(path, 'and next');
  expect(lines()).toEqual(['whole', '{"torn":', 'next', 'and next', '']);
});

it('goes on at the end when others write, too', async () => {
  await appendLine(path, 'ours');
  appendFileSync(path, 'theirs\n');
  await appendLine(path, 'ours again');
  expect(lines()).toEqual(['ours', 'theirs', 'ours again', '']);
});

it('writes through no link and into no folder', async () => {
  const elsewhere = join(folder, 'elsewhere');
  writeFileSync(elsewhere, 'precious');
  symlinkSync(elsewhere, path);
  await expect(appendLine(path, 'x')).rejects.toMatchObject({ code: 'file.notRegular' });
  expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
  const inner = join(folder, 'inner');
  mkdirSync(inner);
  await expect(appendLine(inner, 'x')).rejects.toMatchObject({ code: 'file.notRegular' });
});

it('says what is in the way, and goes on when it is gone', async () => {
  const missing = join(folder, 'missing', 'log.jsonl');
  await expect(appendLine(missing, 'x')).rejects.toMatchObject({ code: 'folder.missing' });
  mkdirSync(join(folder, 'missing'));
  await appendLine(missing, 'y');
  expect(readFileSync(missing, 'utf8')).toBe('y\n');
});

it.skipIf(process.getuid?.() === 0)('is not allowed everywhere', async () => {
  chmodSync(folder, 0o500);
  await expect(appendLine(path, 'x')).rejects.toMatchObject({ code: 'folder.denied' });
  expect(existsSync(path)).toBe(false);
});

it.skipIf(whyNoMounts() !== null)('a full disk leaves no half of a line, and the next one fits when there is room again', async () => {
  const mounted = join(folder, 'small');
  mountTmpfs(mounted, 1);
  const full = join(mounted, 'log.jsonl');
  await appendLine(full, 'first');
  const filler = join(mounted, 'filler');
  writeFileSync(filler, Buffer.alloc(900 * 1024));
  await expect(appendLine(full, 'x'.repeat(300 * 1024))).rejects.toMatchObject({ code: 'disk.full' });
  expect(readFileSync(full, 'utf8')).toBe('first\n');
  rmSync(filler);
  await appendLine(full, 'second');
  expect(readFileSync(full, 'utf8')).toBe('first\nsecond\n');
});

it.skipIf(!existsSync('/dev/full'))('writes into no device', async () => {
  await expect(appendLine('/dev/full', 'x')).rejects.toMatchObject({ code: 'file.notRegular' });
});
