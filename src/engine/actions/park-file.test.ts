import { lstatSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkParking, planParking } from './park-file';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'filemill-park-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('knows the version that failed by its time, however near to a whole millisecond it was written', () => {
  const path = join(root, 'bad.json');
  writeFileSync(path, '{');
  for (let ms = 0; ms < 1_000; ms += 1) {
    utimesSync(path, new Date(1_795_351_224_000 + ms), new Date(1_795_351_224_000 + ms));
    const { ino, size, mtimeMs } = lstatSync(path);
    expect(() => checkParking(planParking(root, path), { ino: String(ino), size, mtimeMs })).not.toThrow();
  }
  const { ino, size, mtimeMs } = lstatSync(path);
  expect(() => checkParking(planParking(root, path), { ino: String(ino), size, mtimeMs: mtimeMs + 2 })).toThrow(/no longer the file/);
});
