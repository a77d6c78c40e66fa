import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Mill } from '../../tests/helpers/mill';

let mill: Mill;
let other: string;
beforeEach(() => {
  mill = new Mill();
  other = mkdtempSync(join(tmpdir(), 'filemill-other-'));
});
afterEach(async () => {
  await mill.end();
  rmSync(other, { recursive: true, force: true });
}, 120_000);

const MORE_THAN_FIT = 20_500;

it('files that may not start take no place of those that may, and are read when they may', { timeout: 240_000 }, async () => {
  await mill.start();
  const paused = await mill.watchInbox({ paused: true });
  for (let i = 0; i < MORE_THAN_FIT; i += 1) {
    if (i % 500 === 0) mkdirSync(join(mill.inbox, `${i / 500}`));
    writeFileSync(join(mill.inbox, `${Math.floor(i / 500)}`, `${i}.txt`), 'the same words');
  }
  await mill.until(() => mill.engine.snapshot().accounting.waiting === MORE_THAN_FIT);
  const free = mill.engine.folders.add(other, {}, { configured: true, ignoreExisting: false });
  writeFileSync(join(other, 'a.txt'), 'other words');
  await mill.engine.watch(free);
  await mill.until(() => mill.engine.snapshot().accounting.done === 1);
  await mill.engine.updateFolder(paused, { paused: false });
  await mill.until(() => mill.engine.snapshot().accounting.done === MORE_THAN_FIT + 1);
  expect(mill.accountingHolds()).toBe(true);
});
