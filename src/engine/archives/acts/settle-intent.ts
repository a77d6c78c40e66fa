import type { Database } from '../../store/database';

/** What is about to leave its place can be found again, even when the power fails the next moment. */
export function settleIntent(database: Database): void {
  database.pragma('PRAGMA wal_checkpoint(FULL)');
}
