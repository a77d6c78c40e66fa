import type { Database } from './database';

/** How many files that are there have these bytes; contents that none has are left out. */
export function countPresent(database: Database, sha256s: readonly string[]): Map<string, number> {
  const rows = database.all<{ sha256: string; n: number }>(
    `SELECT j.sha256, count(*) AS n FROM (SELECT DISTINCT value FROM json_each(?)) wanted
       CROSS JOIN jobs j INDEXED BY jobs_by_content ON j.sha256 = wanted.value AND j.sha256 IS NOT NULL AND j.is_current = 1
       JOIN files f ON f.id = j.file_id
     WHERE f.present = 1 GROUP BY j.sha256`,
    JSON.stringify(sha256s),
  );
  return new Map(rows.map(({ sha256, n }) => [sha256, n]));
}
