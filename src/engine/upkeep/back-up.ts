import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../store/database';
import { BACKUP_NAME } from '../store/open-store';

const DAY_MS = 86_400_000;

/** Keeps one good copy of the store, a day old at most; written beside and renamed, so that it is always whole. */
export function backUpWhenDue(database: Database, dataFolder: string): void {
  const target = join(dataFolder, BACKUP_NAME);
  if (existsSync(target) && Date.now() - statSync(target).mtimeMs < DAY_MS) return;
  const temporary = `${target}.tmp`;
  rmSync(temporary, { force: true });
  database.exec(`VACUUM INTO '${temporary.replaceAll("'", "''")}'`);
  renameSync(temporary, target);
}
