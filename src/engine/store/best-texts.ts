import type { Database } from './database';

/** What stands in so many texts tells none of them apart; to rank them all would take longer than anybody waits. */
export const MANY = 10_000;

/** Words that follow one another. */
const PHRASE = /"[^"]*[^"\s]\s+[^"\s][^"]*"/;

export interface BestText {
  report: number;
  /** BM25 of FTS5: below 0, lower is better. 0 where all that match are alike. */
  rank: number;
}

/** Reports that count, by a query of their ids. */
export interface Among {
  select: string;
  values: readonly (string | number)[];
}

export interface BestTexts {
  texts: BestText[];
  /** There are more that match than were looked at. */
  isCut: boolean;
}

/** Texts that match, best first; of very many the newest, unranked. */
export function bestTexts(database: Database, match: string, limit: number): BestTexts {
  if (match === '') return { texts: [], isCut: false };
  if (PHRASE.test(match)) return bestOfPhrase(database, match, limit);
  // The newest first: where there are very many, these are the answer, and the words need not be looked up again.
  const found = database.all<{ report: number }>(`SELECT rowid AS report FROM text_index WHERE text_index MATCH ? ORDER BY rowid DESC LIMIT ${MANY + 1}`, match);
  if (found.length > MANY) return { texts: found.slice(0, limit).map(({ report }) => ({ report, rank: 0 })), isCut: true };
  return { texts: database.all('SELECT rowid AS report, rank FROM text_index WHERE text_index MATCH ? ORDER BY rank LIMIT ?', match, limit), isCut: false };
}

/** Whether words follow one another is looked up text by text, which takes longer than to rank those where they do: once is enough. */
function bestOfPhrase(database: Database, match: string, limit: number): BestTexts {
  const found = database.all<BestText>(`SELECT rowid AS report, rank FROM text_index WHERE text_index MATCH ? LIMIT ${MANY + 1}`, match);
  if (found.length > MANY) return { texts: newest(database, match, limit), isCut: true };
  return { texts: found.sort((one, other) => one.rank - other.rank).slice(0, limit), isCut: false };
}

/** The newest that match, unranked; only those of `among` where it is given. */
export function newest(database: Database, match: string, limit: number, among: Among | null = null): BestText[] {
  // +: the words are looked up once, not for each of those that count.
  const counts = among ? `AND +rowid IN (${among.select})` : '';
  return database.all(`SELECT rowid AS report, 0 AS rank FROM text_index WHERE text_index MATCH ? ${counts} ORDER BY rowid DESC LIMIT ?`, match, ...(among?.values ?? []), limit);
}
