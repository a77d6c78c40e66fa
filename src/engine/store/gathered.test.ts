import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from './database';
import { GatheredFiles } from './gathered';
import { LedgerMaker } from './history.test-kit';
import { closeStore, openStore } from './open-store';

let folder: string;
let database: Database;
let ledger: LedgerMaker;
let gathered: GatheredFiles;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-gathered-'));
  database = openStore(folder).database;
  ledger = new LedgerMaker(database);
  ledger.folder(1, '/here');
  gathered = new GatheredFiles(database);
});
afterEach(() => {
  closeStore(database, folder);
  rmSync(folder, { recursive: true, force: true });
});

const waiting = (): number[] => database.all<{ id: number }>('SELECT job_id AS id FROM gathered ORDER BY job_id').map(({ id }) => id);

it('keeps what waits of files that are there, also while a change is looked into', () => {
  ledger.jobs([
    { jobId: 1, fileId: 1 },
    { jobId: 2, fileId: 2, isCurrent: false },
    { jobId: 3, fileId: 2 },
    { jobId: 4, fileId: 3, isCurrent: false },
    { jobId: 5, fileId: 3, state: 'inProgress' },
    { jobId: 6, fileId: 4, isPresent: false },
  ]);
  database.transaction((writer) => {
    writer.run('UPDATE jobs SET settled_at = NULL WHERE id = 5');
    for (const jobId of [1, 2, 4, 6, 99]) gathered.add(writer, { rule: 'Pack', step: 'a', jobId, size: 5, at: 1 });
    gathered.removeStale(writer);
  });
  expect(waiting()).toEqual([1, 4]);
  // It was a change indeed.
  database.transaction((writer) => {
    writer.run('UPDATE jobs SET settled_at = 9 WHERE id = 5');
    gathered.removeStale(writer);
  });
  expect(waiting()).toEqual([1]);
});

it('puts nothing away while a change of it is looked into', () => {
  ledger.jobs([
    { jobId: 1, fileId: 1 },
    { jobId: 2, fileId: 2, isCurrent: false },
    { jobId: 3, fileId: 2, state: 'inProgress' },
  ]);
  database.transaction((writer) => {
    writer.run('UPDATE jobs SET settled_at = NULL WHERE id = 3');
    for (const jobId of [1, 2]) gathered.add(writer, { rule: 'Pack', step: 'a', jobId, size: 5, at: 1 });
    gathered.setPacked(writer, [1, 2], 7);
  });
  expect(gathered.toPutAway().map(({ jobId }) => jobId)).toEqual([1]);
  expect([1, 2].map((id) => gathered.isToBePutAway(id))).toEqual([true, false]);
  database.transaction((writer) => void writer.run('UPDATE jobs SET settled_at = 9 WHERE id = 3'));
  expect(gathered.toPutAway().map(({ jobId }) => jobId)).toEqual([1, 2]);
});
