import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import type { FileRow } from '../../src/shared/model/file';
import { Mill } from '../helpers/mill';
import { greyPng } from '../../src/base/grey-png';
import { mountTmpfs, unmountAll, whyNoMounts } from '../helpers/tmpfs';
import { within } from '../helpers/until';

const obstacle = whyNoMounts();
const title = `a full disk under the data folder${obstacle === null ? '' : ` (left out: ${obstacle})`}`;

const DISK_MB = 32;
const EARLY = 60;
const PICTURES = 5;
const TEXTS = 60;
/** The disk stays full while every file is tried once, and then so long that a storm of tries would show. */
const FIRST_TRIES_MS = 3_000;
const RETRIES_MS = 6_000;
/** Tries come every 30 s at most; two of them may be needed. */
const HEALED_MS = 75_000;

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(async () => {
  rmSync(ballast(), { force: true });
  await mill.engine?.close();
  unmountAll();
  await mill.end();
});

describe.skipIf(obstacle !== null)(title, () => {
  it('lets every file wait with a reason, without a storm of tries, and heals by itself', { timeout: 150_000 }, async () => {
    mountTmpfs(mill.data, DISK_MB);
    const engine = await startOnSmallDisk();
    await mill.watchInbox();
    // The store's log has room for small notes afterwards, so that both ways are met: notes that can be written while
    // pictures can't, and notes that can't.
    for (let i = 0; i < EARLY; i += 1) dropText(`early-${i}.txt`);
    await mill.until(() => engine.snapshot().accounting.done === EARLY);
    engine.database.checkpoint();

    fillUp();
    for (let i = 0; i < PICTURES; i += 1) mill.drop(`picture-${i}.png`, greyPng(400, 300, (x, y) => x * i + y));
    await mill.until(() => waitingFor('diskFull').length === PICTURES);
    for (let i = 0; i < TEXTS; i += 1) dropText(`text-${i}.txt`);
    await mill.until(() => engine.snapshot().alerts.some(({ id }) => id === 'store'));
    const isSilent = (): boolean => heldBack() > 0 && !engine.snapshot().alerts.some(({ id }) => id === 'store');
    let silent = await countLooks(FIRST_TRIES_MS, isSilent);
    const failed = countFailedWrites();
    silent += await countLooks(RETRIES_MS, isSilent);

    const { alerts, accounting } = engine.snapshot();
    expect(silent, 'looks at which files were held back and nothing was said').toBe(0);
    // How many notes the log still had room for differs; once all are written, nothing is held back any more.
    if (heldBack() > 0) {
      expect(alerts.find(({ id }) => id === 'store')).toMatchObject({
        message: expect.stringContaining('full') as string,
        hint: expect.stringContaining('Make room') as string,
      });
    }
    expect(accounting.attention).toBe(0);
    expect(accounting.done).toBeGreaterThanOrEqual(EARLY);
    for (const row of mill.rows().filter(({ state }) => state === 'waiting')) expect(row.reason ?? '', row.path).not.toBe('');
    expect(failed(), 'writes of the ledger that were tried again meanwhile, and failed').toBeLessThanOrEqual(RETRIES_MS / 1000);

    makeRoom();
    const isHealed = (): boolean => engine.snapshot().accounting.done === EARLY + PICTURES + TEXTS;
    await within(HEALED_MS, () => `all files done: ${stuckFiles()}`, mill.until(isHealed));
    expect(engine.alerts.list()).toEqual([]);
    expect(mill.accountingHolds()).toBe(true);
    expect(mill.rows().every(({ state, error }) => state === 'done' && error === null)).toBe(true);
    expect(engine.database.pragma('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('does not keep the engine from ending, and the next start goes on', async () => {
    mountTmpfs(mill.data, DISK_MB);
    const engine = await startOnSmallDisk();
    await mill.watchInbox();
    mill.drop('before.txt', 'while there was room');
    await mill.settled('before.txt', 'done');
    fillUp();
    for (let i = 0; i < 5; i += 1) dropText(`text-${i}.txt`);
    await mill.until(() => engine.snapshot().alerts.some(({ id }) => id === 'store'));
    await engine.close();
    makeRoom();
    await startOnSmallDisk();
    await mill.until(() => mill.engine.snapshot().accounting.done === 6);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('is not even met: taking files pauses before, says how much is needed, and goes on when there is room', { timeout: 60_000 }, async () => {
    mountTmpfs(mill.data, DISK_MB);
    const engine = await mill.start();
    await mill.watchInbox();
    mill.drop('before.txt', 'while there was room');
    await mill.settled('before.txt', 'done');
    fillUp(DISK_MB * 0.03 * 1_000_000);
    await mill.until(() => engine.snapshot().intakeHold !== null);
    expect(engine.snapshot().intakeHold).toMatch(/nearly full: .* are free, .* are needed/);
    expect(engine.snapshot().health.find(({ part }) => part === 'disk')).toMatchObject({ level: 'problem' });
    for (let i = 0; i < 5; i += 1) dropText(`text-${i}.txt`);
    expect(await countLooks(2_000, () => engine.snapshot().accounting.done > 1)).toBe(0);
    makeRoom();
    await mill.until(() => engine.snapshot().accounting.done === 6);
    expect(engine.snapshot()).toMatchObject({ intakeHold: null, alerts: [] });
  });

  it('refuses a start with a sentence, and starts when there is room', async () => {
    mountTmpfs(mill.data, 1);
    fillUp();
    const refused = await mill.start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FilemillError);
    expect(refused).toMatchObject({ code: 'disk.full' });
    expect((refused as FilemillError).hint).not.toBe('');
    makeRoom();
    await startOnSmallDisk();
    await mill.watchInbox();
    mill.drop('a.txt', 'words');
    expect((await mill.settled('a.txt')).state).toBe('done');
  });
});

/** Nothing pauses because little room is left: here the disk is met when it is full. */
async function startOnSmallDisk(): Promise<Engine> {
  const engine = await mill.start();
  await engine.updateSettings({ minFreeBytes: 0 });
  return engine;
}

/** Enough that a few of them need more room than the store has left over. */
function dropText(path: string): void {
  mill.drop(path, `${path} `.repeat(6_000));
}

function waitingFor(cause: string): FileRow[] {
  return mill.rows().filter(({ state, error }) => state === 'waiting' && error?.cause === cause);
}

/** Files that the ledger can't say anything new of. */
function heldBack(): number {
  const { seen, done } = mill.engine.snapshot().accounting;
  return seen - done - waitingFor('diskFull').length;
}

/** Looks ten times a second, and counts how often something was so. */
async function countLooks(durationMs: number, isSo: () => boolean): Promise<number> {
  const endsAt = performance.now() + durationMs;
  let count = 0;
  while (performance.now() < endsAt) {
    if (isSo()) count += 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return count;
}

const ballast = (): string => join(mill.data, 'ballast');

/** Leaves no single block, unless told to. */
function fillUp(leaveBytes = 0): void {
  const { bavail, bsize } = statfsSync(mill.data);
  writeFileSync(ballast(), Buffer.alloc(bavail * bsize - leaveBytes, 1));
}

function makeRoom(): void {
  rmSync(ballast(), { force: true });
}

/** Counts the transactions of the ledger that fail from now on. */
function countFailedWrites(): () => number {
  const { database } = mill.engine;
  const real = database.transaction.bind(database);
  let failed = 0;
  database.transaction = (body) => {
    try {
      return real(body);
    } catch (error) {
      failed += 1;
      throw error;
    }
  };
  return () => failed;
}

function stuckFiles(): string {
  const stuck = mill.rows().filter(({ state }) => state !== 'done');
  const { accounting, alerts } = mill.engine.snapshot();
  const told = stuck.slice(0, 5).map(({ path, state, reason }) => `${path}: ${state}, ${reason}`);
  return `${JSON.stringify(accounting)} ${JSON.stringify(alerts)} ${told.join('; ')}`;
}
