import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromNameBytes, toFsPath } from './byte-name';
import { renameExclusive } from './rename-exclusive';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-rename-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.runIf(process.platform === 'linux')('gives a free name, and overwrites none', () => {
  const [one, other] = [join(folder, 'Übersicht\n1'), join(folder, 'other')];
  writeFileSync(one, 'one');
  expect(renameExclusive(one, other)).toBe(true);
  writeFileSync(one, 'new');
  expect(renameExclusive(one, other)).toBe(false);
  expect([readFileSync(one, 'utf8'), readFileSync(other, 'utf8')]).toEqual(['new', 'one']);
  expect(renameExclusive(join(folder, 'missing'), join(folder, 'x'))).toBeNull();
});

it('leaves names that are no UTF-8 to others', () => {
  const odd = join(folder, fromNameBytes(Buffer.from([0x61, 0xff])));
  writeFileSync(toFsPath(odd), '');
  expect(renameExclusive(odd, join(folder, 'x'))).toBeNull();
  expect(readdirSync(folder)).toHaveLength(1);
});
