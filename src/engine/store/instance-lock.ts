import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { diskFull, isFull } from './database';
import { unwritable } from './unwritable';
import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

export interface InstanceLock {
  release(): void;
}

/**
 * One engine per data folder. The lock is SQLite's own on a small file beside the store: the system frees it when the
 * process ends, however it ends, so a stale lock can't exist.
 *
 * @throws FilemillError `store.busy`, `store.unwritable`, `disk.full`
 */
export function lockInstance(dataFolder: string): InstanceLock {
  const path = join(dataFolder, 'instance.lock');
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw isFull(error) ? diskFull(error) : unwritable(dataFolder, error);
  }
  const connection = new DatabaseSync(path, { timeout: 0 });
  try {
    connection.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (!/locked|busy/i.test((error as Error).message)) throw isFull(error) ? diskFull(error) : unwritable(dataFolder, error);
    throw new FilemillError('store.busy', t('Filemill is already running with this data folder.'), {
      hint: t('Use the one that runs, end it, or name another folder with --data.'),
      cause: error,
    });
  }
  return { release: () => connection.close() };
}

/** Whether an engine runs on the data folder right now. */
export function isInstanceRunning(dataFolder: string): boolean {
  try {
    lockInstance(dataFolder).release();
    return false;
  } catch (error) {
    if (error instanceof FilemillError && error.code === 'store.busy') return true;
    throw error;
  }
}
