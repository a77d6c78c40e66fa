import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../store/database';
import { LedgerMaker } from '../store/history.test-kit';
import { openStore } from '../store/open-store';
import { Remedies } from '../store/remedies';
import { wakeParts } from './wake-parts';

let base: string;
let database: Database;
let ledger: LedgerMaker;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-parts-'));
  ({ database } = openStore(join(base, 'data')));
  ledger = new LedgerMaker(database);
  ledger.folder(1, join(base, 'one'));
  ledger.folder(2, join(base, 'two'));
});
afterEach(() => {
  database.close();
  rmSync(base, { recursive: true, force: true });
});

const MISSING = JSON.stringify({ code: 'archive.partMissing', message: 'A part is missing.', hint: '', cause: 'damaged' });

function park(fileId: number, path: string, error = MISSING, folderId = 1): void {
  ledger.jobs([{ fileId, jobId: fileId, folderId, path, state: 'attention', error }]);
  set(`cause = 'damaged'`, fileId);
}
const set = (assignment: string, jobId: number): void => database.transaction((writer) => void writer.run(`UPDATE jobs SET ${assignment} WHERE id = ?`, jobId));
function settle(fileId: number, path: string): string[] {
  ledger.jobs([{ fileId, jobId: fileId, path }]);
  return wake(fileId, path);
}
const wake = (jobId: number, path: string): string[] => wakeParts(database, new Remedies(database), [{ jobId, path }]).map((job) => job.path);

it('wakes the parts that waited for the newcomer, in its folder only', () => {
  park(1, 'in/set.part2.rar');
  park(2, 'in/set.part3.rar');
  park(3, 'set.part2.rar');
  park(4, 'in/other.part2.rar');
  park(5, 'in/set.part2.rar', MISSING, 2);
  park(6, 'in/set.part4.rar', JSON.stringify({ code: 'file.damaged' }));
  expect(settle(9, 'in/set.part1.rar')).toEqual(['in/set.part2.rar', 'in/set.part3.rar']);
  expect(wake(9, 'in/set.part1.rar')).toEqual([]);
});

it('wakes the first part when a later one has come', () => {
  park(1, 'a.zip');
  park(2, 'b.7z.001');
  expect(settle(8, 'a.z01')).toEqual(['a.zip']);
  expect(settle(9, 'b.7z.002')).toEqual(['b.7z.001']);
});

it('is woken by nothing that was itself only tried again', () => {
  park(1, 'a.part2.rar');
  ledger.jobs([{ fileId: 2, jobId: 2, path: 'a.part3.rar', state: 'attention' }]);
  set(`cleared_cause = 'damaged'`, 2);
  expect(wake(2, 'a.part3.rar')).toEqual([]);
  set(`cleared_cause = 'locked'`, 2);
  expect(wake(2, 'a.part3.rar')).toEqual(['a.part2.rar']);
});

it('looks at nothing for a file that is no part', () => {
  park(1, 'a.part2.rar');
  expect(settle(2, 'notes.txt')).toEqual([]);
});
