import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic-write';
import { FilemillError } from '../../shared/errors/filemill-error';
import { Database, diskFull, isCorrupt, isFull } from './database';
import { unwritable } from './unwritable';
import { MIGRATIONS } from './migrations/migrations';
import { t } from '../../shared/words/words';

export interface OpenedStore {
  database: Database;
  /** Set when the store was damaged: what was done about it. To be told loudly. */
  recovery: { from: 'backup' | 'nothing'; quarantine: string; reason: string } | null;
}

export const STORE_NAME = 'filemill.db';
export const BACKUP_NAME = 'filemill.backup.db';
/** What the store's file looked like after an orderly end. */
const CLEAN_NAME = 'filemill.clean.json';
const SUFFIXES = ['', '-wal', '-shm'];
const SQLITE_NOMEM = 7;
const SQLITE_IOERR = 10;

/**
 * Opens the store for writing. A damaged one is put aside, never deleted, and replaced by the last good backup or,
 * without one, by a new store; the caller raises the alert. Whatever else is in the way leaves the store as it is.
 *
 * @throws FilemillError `store.unwritable`, `store.busy`, `store.newer`, `disk.full`
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
  try {
    const { database, from } = replace(path, dataFolder);
    return { database, recovery: { from, quarantine, reason: first.message } };
  } catch (error) {
    // So that the next start finds the damage and tells of it.
    takeBack(path, quarantine);
    throw error;
  }
}

function replace(path: string, dataFolder: string): { database: Database; from: 'backup' | 'nothing' } {
  const backup = join(dataFolder, BACKUP_NAME);
  if (existsSync(backup)) {
    try {
      copyFileSync(backup, path);
    } catch (error) {
      throw inTheWay(error, dataFolder);
    }
    const restored = tryOpen(path, dataFolder);
    if (restored instanceof Database) return { database: restored, from: 'backup' };
    removeStore(path);
  }
  const fresh = tryOpen(path, dataFolder);
  if (!(fresh instanceof Database)) throw inTheWay(fresh, dataFolder);
  return { database: fresh, from: 'nothing' };
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

/** @returns what is damaged about it, when it is */
function tryOpen(path: string, dataFolder: string): Database | Error {
  let database: Database | null = null;
  try {
    const isUntouched = takeCleanMark(path, dataFolder);
    // Made here first: what was read in the user's files is for the user's eyes only.
    closeSync(openSync(path, 'a', 0o600));
    database = Database.open(path, false);
    if (!isUntouched) check(database);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    if (isDamage(error)) return error;
    throw inTheWay(error, dataFolder);
  }
}

/** What the check of the pages found. */
class DamageFound extends Error {}

const isDamage = (error: unknown): error is Error =>
  error instanceof DamageFound ||
  isCorrupt(error) ||
  (error instanceof FilemillError && error.code === 'store.damaged');

/** Why a store that is as good as ever can't be opened. */
function inTheWay(error: unknown, dataFolder: string): FilemillError {
  if (error instanceof FilemillError) return error;
  if (isFull(error)) return diskFull(error);
  const message = error instanceof Error ? error.message : String(error);
  if (/readonly|read-only|EROFS|EACCES|EPERM|unable to open|permission/i.test(message)) return unwritable(dataFolder, error);
  if (/database( table| schema)? is locked|\bEBUSY\b/i.test(message)) {
    return new FilemillError('store.busy', t('Another program holds the ledger in {dataFolder}.', { dataFolder }), {
      hint: t('End the program that reads or copies it, then start Filemill again.'),
      cause: error,
      details: message,
    });
  }
  return new FilemillError('store.unwritable', t('The ledger in {dataFolder} can’t be opened: {message}.', { dataFolder, message }), {
    hint: t('It was left as it is. Start Filemill again; if that does not help, check the disk it lies on.'),
    cause: error,
    details: message,
  });
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
  if (result?.quick_check === 'ok') return;
  const found = result?.quick_check ?? t('The check gave no answer.');
  // A page that could not be read this time says nothing about what is written there.
  const code = Number(/error code[ =](\d+)/.exec(found)?.[1]) & 0xff;
  throw code === SQLITE_IOERR || code === SQLITE_NOMEM ? new Error(t('a page could not be read'), { cause: found }) : new DamageFound(found);
}

function schemaVersion(database: Database): number {
  return database.pragma<{ user_version: number }>('PRAGMA user_version')[0]?.user_version ?? 0;
}

function migrate(database: Database): void {
  const known = MIGRATIONS.at(-1)?.version ?? 0;
  const found = schemaVersion(database);
  if (found > known) {
    throw new FilemillError('store.newer', t('The data folder was written by a newer Filemill.'), {
      hint: t('Install the newer version again, or use another data folder.'),
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
  move(path, quarantine);
  return quarantine;
}

function takeBack(path: string, quarantine: string): void {
  removeStore(path);
  move(quarantine, path);
}

function move(from: string, to: string): void {
  for (const suffix of SUFFIXES) if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
}

function removeStore(path: string): void {
  for (const suffix of SUFFIXES) rmSync(path + suffix, { force: true });
}
