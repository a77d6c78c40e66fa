import type { Database } from './database';

/** What stands in so many texts tells none of them apart; to rank them all would take longer than anybody waits. */
const MANY = 10_000;

/** Words that follow one another. */
const PHRASE = /"[^"]*[^"\s]\s+[^"\s][^"]*"/;

export interface BestText {
  report: number;
  /** BM25 of FTS5: below 0, lower is better. 0 where all that match are alike. */
  rank: number;
}

/** Texts that match, best first; of very many the newest, unranked. */
export function bestTexts(database: Database, match: string, limit: number): BestText[] {
  if (match === '') return [];
  if (PHRASE.test(match)) return bestOfPhrase(database, match, limit);
  const found = database.get<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM text_index WHERE text_index MATCH ? LIMIT ${MANY + 1})`, match)?.n ?? 0;
  if (found > MANY) return newest(database, match, limit);
  return database.all('SELECT rowid AS report, rank FROM text_index WHERE text_index MATCH ? ORDER BY rank LIMIT ?', match, limit);
}

/** Whether words follow one another is looked up text by text, which takes longer than to rank those where they do: once is enough. */
function bestOfPhrase(database: Database, match: string, limit: number): BestText[] {
  const found = database.all<BestText>(`SELECT rowid AS report, rank FROM text_index WHERE text_index MATCH ? LIMIT ${MANY + 1}`, match);
  if (found.length > MANY) return newest(database, match, limit);
  return found.sort((one, other) => one.rank - other.rank).slice(0, limit);
}

const newest = (database: Database, match: string, limit: number): BestText[] =>
  database.all('SELECT rowid AS report, 0 AS rank FROM text_index WHERE text_index MATCH ? ORDER BY rowid DESC LIMIT ?', match, limit);
