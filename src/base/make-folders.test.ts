import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolders } from './make-folders';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'filemill-make-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('makes what is missing, and leaves what is there', () => {
  makeFolders(join(home, 'a', 'b', 'odd\uef80'), 0o700);
  makeFolders(join(home, 'a', 'b', 'odd\uef80'));
  expect(statSync(join(home, 'a', 'b')).mode & 0o777).toBe(0o700);
  makeFolders(home);
});

it('says what is in the way', () => {
  writeFileSync(join(home, 'file'), '');
  symlinkSync(join(home, 'nowhere'), join(home, 'link'));
  expect(() => makeFolders(join(home, 'file'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
  expect(() => makeFolders(join(home, 'file', 'below'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
  expect(() => makeFolders(join(home, 'link', 'below'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(existsSync(join(home, 'nowhere'))).toBe(false);
});

it.runIf(process.platform === 'linux')('comes to an end where nothing can be made', () => {
  expect(() => makeFolders('/proc/nowhere/below')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});
