import type { Accounting, FileState } from '../../shared/model/file';
import type { Database } from './database';

const NOTHING: Accounting = { seen: 0, done: 0, inProgress: 0, waiting: 0, attention: 0, ignored: 0 };

interface Counted {
  changes: number;
  byFolder: Map<number, Accounting>;
  all: Accounting;
}

/** Counted once for each state of the ledger, however often it is asked for. */
const lastCounts = new WeakMap<Database, Counted>();

/** The accounting strip, of one folder or of all. Counted from the rows: seen is the sum of its parts by construction. */
export function accounting(database: Database, folderId?: number): Accounting {
  const changes = database.changeCount;
  let counted = lastCounts.get(database);
  if (counted?.changes !== changes) {
    counted = count(database, changes);
    lastCounts.set(database, counted);
  }
  return folderId === undefined ? counted.all : (counted.byFolder.get(folderId) ?? NOTHING);
}

function count(database: Database, changes: number): Counted {
  const rows = database.all<{ folderId: number; state: FileState; files: number }>(
    'SELECT folder_id AS folderId, state, count(*) AS files FROM jobs WHERE is_current = 1 GROUP BY folder_id, state',
  );
  const byFolder = new Map<number, Accounting>();
  const all = { ...NOTHING };
  for (const { folderId, state, files } of rows) {
    const folder = byFolder.get(folderId) ?? { ...NOTHING };
    byFolder.set(folderId, folder);
    for (const counts of [folder, all]) {
      counts[state] += files;
      counts.seen += files;
    }
  }
  return { changes, byFolder, all };
}
