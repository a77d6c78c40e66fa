import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Sighting } from '../../../shared/contract/watch-api';
import { folderSettingsSchema } from '../../../shared/model/folder';
import { lookAt, sightingAt } from '../../actions/file-version';
import type { Database } from '../../store/database';
import { LedgerMaker } from '../../store/history.test-kit';
import { Ledger } from '../../store/ledger';
import { closeStore, openStore } from '../../store/open-store';
import { Whereabouts } from '../../store/whereabouts';
import { fileFilter } from './file-filter';
import { Intake } from './intake';

let base: string;
let root: string;
let database: Database;
let intake: Intake;
let drained: () => void = () => undefined;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-intake-'));
  root = join(base, 'inbox');
  mkdirSync(root);
  database = openStore(join(base, 'data')).database;
  new LedgerMaker(database).folder(1, root);
  const ledger = new Ledger(database);
  const settings = folderSettingsSchema.parse({ name: 'Inbox' });
  const nothing = (): void => undefined;
  intake = new Intake(database, ledger, new Whereabouts(database, ledger), () => ({ id: 1, settings, filter: fileFilter(settings, root), ignoreExisting: false }), {
    arrived: nothing,
    touched: nothing,
    movedOn: nothing,
    dropped: nothing,
    sidecarSeen: () => undefined,
    departed: nothing,
    returned: nothing,
    stillThere: ({ path, ino }) => String(lookAt(join(root, path))?.ino) === ino,
    settled: nothing,
    overflowed: nothing,
    failed: (error) => {
      throw error;
    },
    drained: () => drained(),
  });
});
afterEach(() => {
  intake.close();
  closeStore(database, join(base, 'data'));
  rmSync(base, { recursive: true, force: true });
});

const tell = (...sightings: Sighting[]): Promise<void> =>
  new Promise((resolve) => {
    drained = resolve;
    intake.accept(1, 'scan', sightings);
  });
const write = (path: string, text: string): Sighting => {
  writeFileSync(join(root, path), text);
  return sightingAt(root, path);
};
const jobs = (): { path: string; state: string; isCurrent: number; isOpen: number }[] =>
  database.all('SELECT f.path, j.state, j.is_current AS isCurrent, j.settled_at IS NULL AS isOpen FROM jobs j JOIN files f ON f.id = j.file_id ORDER BY j.id');

it('a waiting file that gets a name that is refused leaves nothing that waits', async () => {
  const waiting = write('a.txt', 'one');
  await tell(waiting);
  renameSync(join(root, 'a.txt'), join(root, 'a.txt.part'));
  await tell({ ...waiting, gone: true }, sightingAt(root, 'a.txt.part'));
  expect(jobs()).toEqual([
    { path: 'a.txt.part', state: 'ignored', isCurrent: 0, isOpen: 0 },
    { path: 'a.txt.part', state: 'ignored', isCurrent: 1, isOpen: 0 },
  ]);
});

it('what is told late of a name that a file had before is no move back to it', async () => {
  const part = write('a.txt.part', 'one');
  renameSync(join(root, 'a.txt.part'), join(root, 'a.txt'));
  await tell(sightingAt(root, 'a.txt'));
  // The next version takes its place before the first name is told of.
  write('b.txt.part', 'another');
  renameSync(join(root, 'b.txt.part'), join(root, 'a.txt'));
  await tell(part);
  await tell({ ...part, gone: true }, sightingAt(root, 'a.txt'));
  expect(jobs()).toEqual([{ path: 'a.txt', state: 'waiting', isCurrent: 1, isOpen: 1 }]);
});
