import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic-write';
import { FilemillError } from '../../shared/errors/filemill-error';
import { Database, diskFull, isFull } from './database';
import { unwritable } from './unwritable';
import { MIGRATIONS } from './migrations/migrations';

export interface OpenedStore {
  database: Database;
  /** Set when the store was damaged: what was done about it. To be told loudly. */
  recovery: { from: 'backup' | 'nothing'; quarantine: string; reason: string } | null;
}

export const STORE_NAME = 'filemill.db';
export const BACKUP_NAME = 'filemill.backup.db';
/** What the store's file looked like after an orderly end. */
const CLEAN_NAME = 'filemill.clean.json';

/**
 * Opens the store for writing. A damaged one is put aside, never deleted, and replaced by the last good backup or,
 * without one, by a new store; the caller raises the alert.
 *
 * @throws FilemillError `store.unwritable`, `store.newer`
 */
export function openStore(dataFolder: string): OpenedStore {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unwritable(dataFolder, error);
  }
  const path = join(dataFolder, STORE_NAME);
  const first = tryOpen(path, dataFolder);
  if (first instanceof Database) return { database: first, recovery: null };

  const quarantine = putAside(path);
  const backup = join(dataFolder, BACKUP_NAME);
  if (existsSync(backup)) {
    copyFileSync(backup, path);
    const restored = tryOpen(path, dataFolder);
    if (restored instanceof Database) {
      return { database: restored, recovery: { from: 'backup', quarantine, reason: first.message } };
    }
    rmSync(path, { force: true });
  }
  const fresh = tryOpen(path, dataFolder);
  if (!(fresh instanceof Database)) throw fresh;
  return { database: fresh, recovery: { from: 'nothing', quarantine, reason: first.message } };
}

/** For commands that only look. Works beside a running engine. */
export function openStoreReadOnly(dataFolder: string): Database | null {
  const path = join(dataFolder, STORE_NAME);
  if (!existsSync(path)) return null;
  return Database.open(path, true);
}

/** Notes an orderly end and what the file looked like then, so that the next start need not check every page. */
export function closeStore(database: Database, dataFolder: string): void {
  if (database.damage) {
    database.close();
    return;
  }
  try {
    database.pragma('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // A full disk: what is in the log file stays there, and the next start takes it from there.
    if (!isFull(error)) throw error;
    database.close();
    return;
  }
  database.close();
  atomicWrite(join(dataFolder, CLEAN_NAME), JSON.stringify(fingerprint(join(dataFolder, STORE_NAME))));
}

function tryOpen(path: string, dataFolder: string): Database | Error {
  let database: Database | null = null;
  const isUntouched = takeCleanMark(path, dataFolder);
  try {
    // Made here first: what was read in the user's files is for the user's eyes only.
    closeSync(openSync(path, 'a', 0o600));
    database = Database.open(path, false);
    if (!isUntouched) check(database);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof FilemillError) throw error;
    const { message } = error as Error;
    if (isFull(error)) throw diskFull(error);
    if (/readonly|read-only|EROFS|EACCES|EPERM|unable to open|permission/i.test(message)) throw unwritable(dataFolder, error);
    return error as Error;
  }
}

/** Whether the file is byte for byte what an orderly end left, as far as its size and time tell. Holds once. */
function takeCleanMark(path: string, dataFolder: string): boolean {
  const mark = join(dataFolder, CLEAN_NAME);
  if (!existsSync(mark) || !existsSync(path)) return false;
  const noted = readFileSync(mark, 'utf8');
  rmSync(mark);
  return noted === JSON.stringify(fingerprint(path));
}

function fingerprint(path: string): { size: number; mtimeMs: number } {
  const { size, mtimeMs } = statSync(path);
  return { size, mtimeMs };
}

function check(database: Database): void {
  const [result] = database.pragma<{ quick_check: string }>('PRAGMA quick_check(1)');
  if (result?.quick_check !== 'ok') throw new Error(result?.quick_check ?? 'The check gave no answer.');
}

function schemaVersion(database: Database): number {
  return database.pragma<{ user_version: number }>('PRAGMA user_version')[0]?.user_version ?? 0;
}

function migrate(database: Database): void {
  const known = MIGRATIONS.at(-1)?.version ?? 0;
  const found = schemaVersion(database);
  if (found > known) {
    throw new FilemillError('store.newer', 'The data folder was written by a newer Filemill.', {
      hint: 'Install the newer version again, or use another data folder.',
    });
  }
  for (const migration of MIGRATIONS) {
    if (migration.version <= found) continue;
    database.transaction((writer) => {
      writer.exec(migration.sql);
      writer.exec(`PRAGMA user_version = ${migration.version}`);
    });
  }
}

function putAside(path: string): string {
  const quarantine = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, quarantine + suffix);
  }
  return quarantine;
}
