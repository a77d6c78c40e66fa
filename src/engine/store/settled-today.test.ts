import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from './database';
import { startOfToday } from './file-rows';
import { LedgerMaker } from './history.test-kit';
import { openStore } from './open-store';
import { SettledToday } from './settled-today';

const HOUR = 3_600_000;
let folder: string;
let database: Database;
let ledger: LedgerMaker;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-settled-'));
  ({ database } = openStore(folder));
  ledger = new LedgerMaker(database);
  ledger.folder(1, '/in');
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const again = (jobId: number, change: string): void => {
  database.transaction((writer) => writer.run(`UPDATE jobs SET ${change}, settled_at = ? WHERE id = ?`, startOfToday() + HOUR, jobId));
};

it('counts each file at its first end of the day, however often it is read again, and the same after a restart', () => {
  const today = startOfToday();
  const [early] = ledger.jobs([{ fileId: 1, settledAt: today - HOUR, arrivedAt: today - HOUR }]);
  const counted = new SettledToday(database);
  expect(counted.count).toBe(0);

  const jobs = ledger.jobs([
    { fileId: 2, settledAt: today + 1, arrivedAt: today + 1 },
    // It came before midnight, and ended after it.
    { fileId: 3, settledAt: today + 1, arrivedAt: today - 1 },
  ]);
  counted.note(jobs);
  expect(counted.count).toBe(2);

  for (const jobId of jobs) again(jobId, `trigger = 'live'`);
  counted.note(jobs);
  again(early as number, `trigger = 'manual'`);
  counted.note([early as number]);
  expect(counted.count).toBe(2);
  expect(new SettledToday(database).count).toBe(2);

  again(early as number, `trigger = 'live', cleared_cause = 'disk'`);
  counted.note([early as number]);
  expect([counted.count, new SettledToday(database).count]).toEqual([2, 2]);
});

it('counts a file once that had several versions today', () => {
  const at = startOfToday() + HOUR;
  const counted = new SettledToday(database);
  counted.note(ledger.jobs([{ fileId: 1, settledAt: at, arrivedAt: at, isCurrent: false }]));
  counted.note(ledger.jobs([{ fileId: 1, settledAt: at, arrivedAt: at }]));
  expect([counted.count, new SettledToday(database).count]).toEqual([1, 1]);
});
