import type { FileRow } from '../shared/model/file';
import type { Database } from './store/database';
import { rowsOfJobs as rows } from './store/file-rows';

/** Beside the engine itself, all that the command line uses of it: questions to a ledger, single reads, self-test. */
export function rowsOfJobs(database: Database, jobIds: number[]): { row: FileRow; sha256: string | null }[] {
  const hashes = new Map(
    database
      .all<{ fileId: number; sha256: string | null }>(
        'SELECT file_id AS fileId, sha256 FROM jobs WHERE id IN (SELECT value FROM json_each(?))',
        JSON.stringify(jobIds),
      )
      .map(({ fileId, sha256 }) => [fileId, sha256]),
  );
  return rows(database, jobIds).map((row) => ({ row, sha256: hashes.get(row.id) ?? null }));
}

export function hashOf(database: Database, fileId: number): string | null {
  return (
    database.get<{ sha256: string | null }>(
      'SELECT j.sha256 FROM files f JOIN jobs j ON j.id = f.job_id WHERE f.id = ?',
      fileId,
    )?.sha256 ?? null
  );
}

export function countByKind(database: Database): Record<string, number> {
  const counts = database.all<{ kind: string; n: number }>(
    `SELECT coalesce(kind, 'unread') AS kind, count(*) AS n FROM jobs WHERE is_current = 1 GROUP BY kind ORDER BY n DESC`,
  );
  return Object.fromEntries(counts.map(({ kind, n }) => [kind, n]));
}

export { listFolders } from './store/folders';
export { accounting } from './store/accounting';
export { countByCause, pageOfFiles } from './store/file-rows';
export { openStoreReadOnly } from './store/open-store';
export { isInstanceRunning } from './store/instance-lock';
export { readSettings } from './config/settings-file';
export { runDoctor } from './upkeep/doctor';
export { Inspector } from './inspector';
