import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FilemillError } from '../../shared/errors/filemill-error';
import { Database } from './database';
import { BACKUP_NAME, closeStore, openStore, STORE_NAME } from './open-store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-open-'));
  const { database } = openStore(folder);
  note(database, 'today');
  closeStore(database, folder);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function note(database: Database, value: string): void {
  database.transaction((writer) => writer.run(`INSERT OR REPLACE INTO facts VALUES ('note', ?)`, value));
}

const noted = (database: Database): string | undefined =>
  database.get<{ value: string }>(`SELECT value FROM facts WHERE key = 'note'`)?.value;

/** One start fails with its code and a hint; the next one finds everything as it was. */
function failsAndLeavesIt(code: string): FilemillError {
  let failure: unknown;
  try {
    openStore(folder).database.close();
  } catch (error) {
    failure = error;
  }
  expect(failure).toMatchObject({ code, hint: expect.stringMatching(/\./), cause: expect.any(Error) });
  vi.restoreAllMocks();
  expect(readdirSync(folder).filter((name) => name.includes('.damaged-'))).toEqual([]);
  const { database, recovery } = openStore(folder);
  expect([noted(database), recovery]).toEqual(['today', null]);
  database.close();
  return failure as FilemillError;
}

it.each(['disk I/O error', 'out of memory', 'near "TABEL": syntax error'])('leaves the ledger as it is after: %s', (message) => {
  vi.spyOn(Database.prototype, 'pragma').mockImplementation(() => {
    throw new Error(message);
  });
  expect(failsAndLeavesIt('store.unwritable').message).toContain(message);
});

it('leaves it as it is when a page could not be read during the check', () => {
  rmSync(join(folder, 'filemill.clean.json'));
  vi.spyOn(Database.prototype, 'pragma').mockReturnValue([{ quick_check: 'Tree 2 page 13: unable to get the page. error code=266' }]);
  failsAndLeavesIt('store.unwritable');
});

it('names the trouble when another program holds it', () => {
  vi.spyOn(Database, 'open').mockImplementation(() => {
    throw new Error('database is locked');
  });
  expect(failsAndLeavesIt('store.busy').hint).toContain('End the program');
});

it('puts it aside when its schema turns out to be spoilt', () => {
  vi.spyOn(Database.prototype, 'pragma').mockImplementationOnce(() => {
    throw new Error('malformed database schema (jobs)');
  });
  const { database, recovery } = openStore(folder);
  expect(recovery).toMatchObject({ from: 'nothing', reason: expect.stringContaining('malformed') });
  database.close();
});

it('takes a damaged one back when nothing could be put in its place, so that the next start tells of it', () => {
  writeFileSync(join(folder, STORE_NAME), 'this is no database');
  writeFileSync(join(folder, BACKUP_NAME), '');
  truncateSync(join(folder, BACKUP_NAME), 4096);
  const open = Database.open.bind(Database);
  vi.spyOn(Database, 'open')
    .mockImplementationOnce(open)
    .mockImplementation(() => {
      throw new Error('database or disk is full');
    });
  expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: 'disk.full' }) as Error);
  vi.restoreAllMocks();
  const { database, recovery } = openStore(folder);
  expect(recovery?.from).toBe('nothing');
  database.close();
});
