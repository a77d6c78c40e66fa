import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Parking } from '../parking';
import type { Database } from '../store/database';
import type { Ledger } from '../store/ledger';

/**
 * After a crash or a power loss: what was being worked on waits again, moves that were begun are brought to an end,
 * and dead scratch is removed.
 *
 * @returns files that were being worked on, absolute
 */
export function recover(database: Database, ledger: Ledger, parking: Parking, dataFolder: string, lease: string): string[] {
  const scratch = join(dataFolder, 'scratch');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  parking.recover();
  return database.transaction((writer) => ledger.releaseLeases(writer, lease));
}
