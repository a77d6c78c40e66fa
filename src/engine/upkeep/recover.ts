import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../store/database';
import type { Ledger } from '../store/ledger';

/** After a crash or a power loss: what was being worked on waits again, and dead scratch is removed. */
export function recover(database: Database, ledger: Ledger, dataFolder: string, lease: string): number {
  const scratch = join(dataFolder, 'scratch');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  return database.transaction((writer) => ledger.releaseLeases(writer, lease));
}
