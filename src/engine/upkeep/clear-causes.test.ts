import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../store/database';
import { LedgerMaker } from '../store/history.test-kit';
import { openStore } from '../store/open-store';
import { Remedies } from '../store/remedies';
import { clearCauses } from './clear-causes';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, open: vi.fn(real.open) };
});

const PARKED_AT = 1_000_000;
const LATER = PARKED_AT + 30_000;

let base: string;
let database: Database;
let remedies: Remedies;
let ledger: LedgerMaker;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-clear-'));
  ({ database } = openStore(join(base, 'data')));
  remedies = new Remedies(database);
  ledger = new LedgerMaker(database);
  for (const id of [1, 2]) {
    mkdirSync(rootOf(id));
    ledger.folder(id, rootOf(id));
  }
});
afterEach(() => {
  vi.useRealTimers();
  vi.mocked(fs.open).mockReset();
  database.close();
  rmSync(base, { recursive: true, force: true });
});

const rootOf = (id: number): string => join(base, `in-${id}`);

function park(fileId: number, isThere: boolean, settledAt = PARKED_AT, folderId = 1): void {
  ledger.jobs([{ fileId, jobId: fileId, folderId, state: 'attention', settledAt }]);
  database.transaction((writer) => writer.run(`UPDATE jobs SET cause = 'unreachable', attempts = 3 WHERE id = ?`, fileId));
  if (isThere) writeFileSync(join(rootOf(folderId), `file-${fileId}.txt`), 'words');
}

const clear = async (now = LATER): Promise<number[]> =>
  (await clearCauses(database, remedies, rootOf, now)).map(({ jobId }) => jobId);
const set = (assignment: string, jobId: number): void =>
  database.transaction((writer) => void writer.run(`UPDATE jobs SET ${assignment} WHERE id = ?`, jobId));
const job = (id: number): unknown =>
  database.get('SELECT state, own_tries AS ownTries, cleared_cause AS clearedCause, cause FROM jobs WHERE id = ?', id);

it('comes to every parked file, however many before it stay out of reach, and begins anew after the last', async () => {
  for (let id = 1; id <= 100; id += 1) park(id, false);
  park(101, true);
  expect(await clear()).toEqual([]);
  expect(await clear()).toEqual([101]);
  expect(job(101)).toEqual({ state: 'waiting', ownTries: 1, clearedCause: 'unreachable', cause: null });
  writeFileSync(join(rootOf(1), 'file-7.txt'), 'words');
  expect(await clear()).toEqual([7]);
});

it('waits twice as long after each try of its own, and not for a clock that was set back', async () => {
  park(1, true);
  set('own_tries = 2', 1);
  expect(await clear(PARKED_AT + 119_999)).toEqual([]);
  expect(await clear(PARKED_AT + 120_000)).toEqual([1]);
  park(2, true);
  set('own_tries = 90', 2);
  expect(await clear(PARKED_AT + 3_599_999)).toEqual([]);
  expect(await clear(PARKED_AT - 1)).toEqual([2]);
});

describe('a job that changed while its file was looked at', () => {
  it.each([
    ['was retried', `state = 'waiting', settled_at = NULL`],
    ['is done', `state = 'done'`],
    ['is history', 'is_current = 0'],
    ['failed anew', `settled_at = ${LATER}`],
  ])('stays as it is: it %s', async (_name, assignment) => {
    park(1, true);
    park(2, true);
    const cleared = clear();
    set(assignment, 1);
    const before = job(1);
    expect(await cleared).toEqual([2]);
    expect(job(1)).toEqual(before);
  });
});

it('gives up on a look that hangs, and asks its folder nothing else until that look has ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  for (const id of [1, 2]) park(id, true, PARKED_AT, 1);
  park(3, true, PARKED_AT, 2);
  let fail: (error: Error) => void = () => undefined;
  vi.mocked(fs.open).mockImplementationOnce(() => new Promise((_resolve, reject) => (fail = reject)));
  const first = clear();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await first).toEqual([3]);
  expect(fs.open).toHaveBeenCalledTimes(2);
  expect(await clear()).toEqual([]);
  expect(fs.open).toHaveBeenCalledTimes(2);
  fail(new Error('it is gone'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(await clear()).toEqual([1, 2]);
});
