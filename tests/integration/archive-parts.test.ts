import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipInTwo } from '../../src/processors/archive/seven-zip/foreign-archives.test-kit';
import { Mill } from '../helpers/mill';

const [FIRST, LAST] = zipInTwo('a.txt', 'text in another part');

let mill: Mill;
beforeEach(async () => {
  mill = new Mill();
  await mill.start();
  await mill.watchInbox({ moveFailed: true });
});
afterEach(() => mill.end());

it('a part that came before the one that opens the archive is settled together with it', async () => {
  mill.dropOld('two.z01', FIRST);
  expect((await mill.settled('two.z01', 'attention')).reason).toContain('is opened by “two.zip”');
  mill.dropOld('two.zip', LAST);
  await mill.settled('two.zip', 'done');
  await mill.settled('two.z01', 'done');
  expect(mill.accountingHolds()).toBe(true);
});

it('an archive that lacks a part is read when the part has come', async () => {
  mill.dropOld('two.zip', LAST);
  expect((await mill.settled('two.zip', 'attention')).reason).toContain('“two.z01”');
  mill.dropOld('two.z01', FIRST);
  await mill.settled('two.zip', 'done');
  await mill.settled('two.z01', 'done');
});
