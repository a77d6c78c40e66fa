import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownedName, removeOrphans } from './owned-folder';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'filemill-owned-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('takes away what dead processes have left, and nothing else', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const mine = ownedName('tool');
  const orphan = mine.replace(`-${process.pid}-`, `-${dead}-`);
  const elsewhere = orphan.replace(/^tool-.{8}/, 'tool-00000000');
  const others = ['tool', 'tool-1', `${orphan}x`, orphan.replace('tool', 'pack'), elsewhere];
  for (const name of [mine, orphan, ...others]) mkdirSync(join(home, name));
  writeFileSync(join(home, orphan, 'left'), 'x');
  await removeOrphans(home, 'tool');
  expect(readdirSync(home).sort()).toEqual([mine, ...others].sort());
});

it('is content with a folder that is not there', async () => {
  await expect(removeOrphans(join(home, 'none'), 'tool')).resolves.toBeUndefined();
});
