import type { Database } from './database';

/** What stands in so many texts tells none of them apart; to rank them all would take longer than anybody waits. */
const MANY = 10_000;

export interface BestText {
  report: number;
  /** BM25 of FTS5: below 0, lower is better. 0 where all that match are alike. */
  rank: number;
}

/** Texts that match, best first; of very many the newest, unranked. */
export function bestTexts(database: Database, match: string, limit: number): BestText[] {
  if (match === '') return [];
  const found = database.get<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM text_index WHERE text_index MATCH ? LIMIT ${MANY + 1})`, match)?.n ?? 0;
  const [rank, order] = found > MANY ? ['0', 'rowid DESC'] : ['rank', 'rank'];
  return database.all(`SELECT rowid AS report, ${rank} AS rank FROM text_index WHERE text_index MATCH ? ORDER BY ${order} LIMIT ?`, match, limit);
}
