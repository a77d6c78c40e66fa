import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Parking } from '../parking';
import type { Database } from '../store/database';
import { LeftHolds } from '../store/left-holds';
import type { Ledger } from '../store/ledger';

/**
 * After a crash or a power loss: what was being worked on waits again, moves that were begun are brought to an end,
 * and dead scratch is removed.
 *
 * @returns how many files were being worked on
 */
export function recover(database: Database, ledger: Ledger, parking: Parking, dataFolder: string, lease: string): number {
  const scratch = join(dataFolder, 'scratch');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  parking.recover();
  return database.transaction((writer) => {
    const sources = ledger.releaseLeases(writer, lease);
    new LeftHolds(database).note(writer, sources);
    return sources.length;
  });
}
