import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileFilter } from '../../shared/contract/engine-api';
import type { Database } from './database';
import { pageOfFiles, type FileSort } from './file-rows';
import { LedgerMaker } from './history.test-kit';
import { openStore } from './open-store';

const FILES = 4_000;
const STATES = ['done', 'done', 'done', 'done', 'ignored', 'attention'];

let folder: string;
let database: Database;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-far-'));
  ({ database } = openStore(folder));
  const ledger = new LedgerMaker(database);
  ledger.folder(1, '/in/one');
  ledger.folder(2, '/in/two');
  const ids = Array.from({ length: FILES }, (_, index) => index + 1);
  ledger.jobs(ids.map((id) => ({ fileId: id, folderId: 1 + (id % 2), path: `${(id * 7_919) % FILES}.txt`, state: STATES[id % STATES.length] ?? 'done', lane: id % 3 === 0 ? 'images' : 'text' })));
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const pageAt = (filter: FileFilter, sort: FileSort, offset: number, limit: number): number[] => pageOfFiles(database, filter, sort, offset, limit).rows.map(({ id }) => id);

it.each<[FileFilter, FileSort]>([
  [{}, 'newest'],
  [{}, 'oldest'],
  [{}, 'name'],
  [{}, 'size'],
  [{ states: ['done'] }, 'newest'],
  [{ states: ['done', 'ignored'] }, 'oldest'],
  [{ folderId: 2 }, 'newest'],
  [{ states: ['done'], folderId: 1 }, 'oldest'],
  [{ lane: 'images' }, 'newest'],
  [{ query: 'state:done' }, 'newest'],
])('pages of %j by %s follow one another far down, too', (filter, sort) => {
  const [first, second] = [pageAt(filter, sort, 900, 300), pageAt(filter, sort, 1_100, 150)];
  expect(second.slice(0, 100)).toEqual(first.slice(200));
  expect(second).toHaveLength(150);
  expect(new Set([...first, ...second]).size).toBe(350);
});
