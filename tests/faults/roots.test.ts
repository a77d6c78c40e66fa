import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WatchMode } from '../../src/shared/model/folder';
import { Mill } from '../helpers/mill';
import { mountBound, mountTmpfs, unmount, unmountAll, whyNoMounts } from '../helpers/tmpfs';
import { within } from '../helpers/until';

const obstacle = whyNoMounts();

/** A folder that went away shows it within a minute (SAFETY.md). */
const NOTICED_MS = 60_000;
const FOUND_MS = 30_000;
const FILES = 20;
/** After the return. */
const NEW_FILES = 2;
/** A mount that goes while its files live on elsewhere announces nothing: the next regular look finds out. */
const RESCAN_SECONDS = 5;
/** How often a missing folder is looked for, and a bit. */
const LOOKS_MS = 3_000;

let mill: Mill;
let folderId: number;
beforeEach(() => {
  mill = new Mill();
});
afterEach(async () => {
  await mill.engine?.close();
  unmountAll();
  await mill.end();
});

describe('a watched folder', () => {
  it('that is renamed away and back: nothing counts as deleted', { timeout: 120_000 }, async () => {
    await fillAndRead();
    const away = `${mill.inbox}-away`;
    renameSync(mill.inbox, away);
    await isAway();
    renameSync(away, mill.inbox);
    await isBack();
  });

  it('that is renamed away while another takes its place: the other’s files are found', { timeout: 120_000 }, async () => {
    await fillAndRead();
    const away = `${mill.inbox}-away`;
    renameSync(mill.inbox, away);
    await isAway();
    mkdirSync(mill.inbox);
    mill.drop('other.txt', 'of another folder');
    await found('other.txt');
    expect(mill.accountingHolds()).toBe(true);
  });
});

describe.skipIf(obstacle !== null)(`a watched drive${obstacle === null ? '' : ` (left out: ${obstacle})`}`, () => {
  it('that is taken away and comes back: nothing counts as deleted, nothing is read again', { timeout: 120_000 }, async () => {
    const drive = join(mill.base, 'drive');
    mountTmpfs(drive, 8);
    mountBound(drive, mill.inbox);
    await fillAndRead();
    const jobs = countJobs();
    unmount(mill.inbox);
    await isAway();
    mountBound(drive, mill.inbox);
    await isBack();
    expect(countJobs()).toBe(jobs + NEW_FILES);
  });

  it('that comes back as another one with the same files: they are all there and done', { timeout: 120_000 }, async () => {
    mountTmpfs(mill.inbox, 8);
    await fillAndRead();
    const copy = remember();
    unmount(mill.inbox);
    await isAway();
    mountTmpfs(mill.inbox, 8);
    restore(copy);
    await isBack();
  });

  it('that is mounted in a subfolder and taken away: its files do not count as deleted', { timeout: 120_000 }, async () => {
    const drive = join(mill.base, 'drive');
    mountTmpfs(drive, 8);
    mountBound(drive, join(mill.inbox, 'drive'));
    mill.drop('drive/on-drive.txt', 'words on a drive');
    await fillAndRead();
    unmount(join(mill.inbox, 'drive'));
    await mill.engine.watching.rescanAll();
    await mill.engine.whenSettled();
    expect(presence()).toEqual({ present: FILES + 1, gone: 0 });
    expect(mode()).toBe('live');
    expect(health().sentence).toContain('drive');
    mountBound(drive, join(mill.inbox, 'drive'));
    mill.drop('drive/new-on-drive.txt', 'more words on a drive');
    await mill.engine.watching.rescanAll();
    await found('drive/new-on-drive.txt');
    expect(presence()).toEqual({ present: FILES + 2, gone: 0 });
  });
});

describe('a restart while the folder is away', () => {
  it('leaves its files as they were, and goes on when it is back', { timeout: 120_000 }, async () => {
    await fillAndRead();
    await mill.engine.close();
    const away = `${mill.inbox}-away`;
    renameSync(mill.inbox, away);
    await mill.start();
    await isAway();
    renameSync(away, mill.inbox);
    await isBack();
  });
});

async function fillAndRead(): Promise<void> {
  for (let i = 0; i < FILES; i += 1) mill.drop(`${i % 3}/file-${i}.txt`, `words of ${i}`);
  await mill.start();
  await mill.engine.updateSettings({ rescanSeconds: RESCAN_SECONDS });
  folderId = await mill.watchInbox();
  const isRead = (): boolean => mill.engine.snapshot().accounting.done >= FILES && mode() === 'live';
  await within(FOUND_MS, 'the files were read', mill.until(isRead));
  await mill.engine.whenSettled();
}

async function isAway(): Promise<void> {
  const before = { done: doneFiles(), jobs: countJobs() };
  await reaches('waitingForDrive');
  expect(health().sentence).toContain('No file counts as deleted');
  // It is looked for a few times, and each look finds nothing.
  await new Promise((resolve) => setTimeout(resolve, LOOKS_MS));
  expect(mode()).toBe('waitingForDrive');
  expect(presence().gone).toBe(0);
  expect({ done: doneFiles(), jobs: countJobs() }).toEqual(before);
  expect(mill.accountingHolds()).toBe(true);
}

async function isBack(): Promise<void> {
  mill.drop('1/new.txt', 'new after the return');
  await found('1/new.txt');
  await reaches('live');
  mill.drop('2/later.txt', 'and one more, announced by an event');
  await found('2/later.txt');
  await mill.engine.whenSettled();
  expect(presence().gone).toBe(0);
  expect(doneFiles()).toBe(FILES + NEW_FILES);
  expect(mill.engine.snapshot().accounting).toMatchObject({ attention: 0, ignored: 0 });
  expect(mill.accountingHolds()).toBe(true);
}

const health = (): { mode: WatchMode; sentence: string } => mill.engine.watching.healthOf(mill.engine.folders.get(folderId));
const mode = (): WatchMode => health().mode;

function reaches(wanted: WatchMode): Promise<void> {
  return within(NOTICED_MS, () => `the folder is ${wanted}; it is ${mode()}: ${health().sentence}`, mill.until(() => mode() === wanted));
}

function found(path: string): Promise<unknown> {
  return within(FOUND_MS, () => `${path} was found; the folder is ${mode()}`, mill.settled(path, 'done'));
}

function presence(): { present: number; gone: number } {
  const count = mill.engine.database.get<{ present: number; gone: number }>(
    'SELECT coalesce(sum(present = 1), 0) AS present, coalesce(sum(present = 0), 0) AS gone FROM files',
  );
  return { present: count?.present ?? NaN, gone: count?.gone ?? NaN };
}

const doneFiles = (): number => mill.rows().filter(({ state }) => state === 'done').length;
const countJobs = (): number => mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM jobs')?.n ?? NaN;

interface Copy {
  path: string;
  content: Buffer;
  mtime: Date;
}

function remember(): Copy[] {
  const entries = readdirSync(mill.inbox, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { path: path.slice(mill.inbox.length + 1), content: readFileSync(path), mtime: statSync(path).mtime };
  });
}

function restore(copies: Copy[]): void {
  for (const { path, content, mtime } of copies) utimesSync(mill.drop(path, content), mtime, mtime);
}
