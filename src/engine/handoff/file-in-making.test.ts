import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromNameBytes } from '../../base/byte-name';
import { makeFile } from './file-in-making';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'filemill-making-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('has its whole content when it gets its name, and one name', async () => {
  const file = await makeFile(folder, '.tmp_x');
  writeSync(file.fd, 'all of it');
  expect(readdirSync(folder).filter((name) => !name.startsWith('.tmp_x-'))).toEqual([]);
  expect(file.giveName(join(folder, 'a.csv'))).toBe(true);
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('all of it');
  file.close();
  expect(readdirSync(folder)).toEqual(['a.csv']);
});

it('overwrites nothing, no link either, and leaves nothing when it got no name', async () => {
  writeFileSync(join(folder, 'a.csv'), 'mine');
  symlinkSync('nowhere', join(folder, 'b.csv'));
  const file = await makeFile(folder, '.tmp_x');
  expect([file.giveName(join(folder, 'a.csv')), file.giveName(join(folder, 'b.csv'))]).toEqual([false, false]);
  file.close();
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toEqual(['a.csv', 'b.csv']);
});

it.runIf(process.platform === 'linux')('takes a name that is no UTF-8', async () => {
  const name = fromNameBytes(Buffer.from([0x61, 0xff, 0x0a, 0x62]));
  const file = await makeFile(folder, '.tmp_x');
  expect(file.giveName(join(folder, name))).toBe(true);
  file.close();
  expect(readdirSync(folder, { encoding: 'buffer' })).toEqual([Buffer.from([0x61, 0xff, 0x0a, 0x62])]);
});

it('says what keeps it from its name, as the file system says it', async () => {
  const file = await makeFile(folder, '.tmp_x');
  expect(() => file.giveName(join(folder, 'missing', 'a.csv'))).toThrow(expect.objectContaining({ code: 'ENOENT' }) as Error);
  file.close();
  await expect(makeFile(join(folder, 'missing'), '.tmp_x')).rejects.toMatchObject({ code: 'ENOENT' });
});
