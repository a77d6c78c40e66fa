import type { Accounting, FileState } from '../../shared/model/file';
import type { Database } from './database';
import { uploadingJobs } from './uploading-jobs';

const NOTHING: Accounting = { seen: 0, done: 0, inProgress: 0, waiting: 0, attention: 0, ignored: 0 };

interface Counted {
  changes: number;
  /** Of the uploads that go. */
  version: number;
  byFolder: Map<number, Accounting>;
  all: Accounting;
}

/** Counted once for each state of the ledger, however often it is asked for. */
const lastCounts = new WeakMap<Database, Counted>();

/** The accounting strip, of one folder or of all. Counted from the rows: seen is the sum of its parts by construction. What is being uploaded is in progress. */
export function accounting(database: Database, folderId?: number): Accounting {
  const changes = database.changeCount;
  let counted = lastCounts.get(database);
  const { version } = uploadingJobs(database);
  if (counted?.changes !== changes || counted.version !== version) {
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
  const { ids, version } = uploadingJobs(database);
  for (const { folderId } of waitingOf(database, ids)) {
    for (const counts of [byFolder.get(folderId), all]) {
      if (!counts) continue;
      counts.waiting -= 1;
      counts.inProgress += 1;
    }
  }
  return { changes, version, byFolder, all };
}

function waitingOf(database: Database, ids: ReadonlySet<number>): { folderId: number }[] {
  if (ids.size === 0) return [];
  return database.all(`SELECT folder_id AS folderId FROM jobs WHERE id IN (SELECT value FROM json_each(?)) AND is_current = 1 AND state = 'waiting'`, JSON.stringify([...ids]));
}
