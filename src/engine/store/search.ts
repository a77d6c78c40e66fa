import type { Database } from './database';
import { bestTexts, MANY, newest, type Among, type BestText } from './best-texts';
import { cutSnippet, type Snippet, type Wanted } from './cut-snippet';
import { foldName } from './fold-name';
import { similarWords } from './similar-words';
import { hitsInArchives, MEMBER_NAME_RANK, membersNamed, membersWith, type MemberHit } from './search-members';

/** A search never gives more; the window says so. */
export const MAX_HITS = 500;

export interface Hit {
  jobId: number;
  /** Where the words are in the text; null when they are in the name. */
  reportId: number | null;
  /** Lower is better. */
  rank: number;
  /** The words stand in this entry of the archive that the job is about. */
  member?: MemberHit['member'];
  /** Found by words one edit away from those of the query: what to look for in its text. */
  similar?: readonly Wanted[];
}

/** A beginning of one or two letters stands for half of all words; it is taken as a whole word instead. */
const SHORTEST_BEGINNING = 3;
/** Characters of a text in which a snippet is looked for. */
const SNIPPET_SEARCH = 200_000;
/** An exact search that finds fewer is followed by one for similar words. */
const FEW = 5;

/**
 * The words of a query as FTS5 understands them: every word must occur, in any order, the last one may be unfinished;
 * "quoted words" must follow one another. Nothing a person types is an operator, so nothing is an error.
 */
export function toMatch(query: string): string {
  return wordsOf(query).map(termOf).join(' ');
}

const termOf = ({ words, isUnfinished = false }: Wanted): string => `"${words.replaceAll('"', '')}"${isUnfinished ? '*' : ''}`;

function wordsOf(query: string): (Required<Wanted> & { isPhrase: boolean })[] {
  const parts = [...query.matchAll(/"([^"]*)"?|[^\s"]+/g)].map((match) => ({
    words: match[1] ?? match[0],
    isPhrase: match[1] !== undefined,
  }));
  const tokens = parts.filter(({ words }) => /[\p{L}\p{N}]/u.test(words));
  return tokens.map(({ words, isPhrase }, index) => ({
    words,
    isPhrase,
    isUnfinished:
      !isPhrase && index === tokens.length - 1 && !/\s$/.test(query) && [...words].length >= SHORTEST_BEGINNING,
  }));
}

/** Conditions on the jobs `j` that count. */
export interface Counting {
  where: string;
  values: readonly (string | number)[];
  /** Their reports, and of what lies in archives all: asked where very many texts have the words and few of them count. */
  reports: Among;
}

/** What a search is narrowed by besides its words. */
export interface Narrowing {
  /** The words stand in the text; a name that has them is not enough. */
  onlyTexts?: boolean;
  /** What is found in archives is given whether it counts or not: whoever asks takes it away, and cuts what is left. */
  counting?: Counting | null;
}

/**
 * Files whose name or text holds the words; names first, then by relevance. An archive is found by its name, and by
 * what is in it, with the best of its members: one row for each file. Where few are found, those with similar words follow.
 */
export function searchFiles(database: Database, query: string, { onlyTexts = false, counting = null }: Narrowing = {}): Hit[] {
  const words = query.trim();
  if (words === '') return [];
  const terms = onlyTexts ? [] : foldName(words.replaceAll('"', ' ')).split(/\s+/).filter((term) => term !== '');
  const hits = exactHits(database, terms, toMatch(query), counting);
  if (hits.length >= FEW) return hits;
  const known = new Set(hits.map(({ jobId }) => jobId));
  return [...hits, ...similarHits(database, query, counting).filter(({ jobId }) => !known.has(jobId))];
}

/** Files with words one edit away; words in quotation marks stay as they are. */
function similarHits(database: Database, query: string, counting: Counting | null): Hit[] {
  const words = wordsOf(query).map((wanted) => ({ wanted, others: wanted.isPhrase ? [] : similarWords(database, foldName(wanted.words)) }));
  if (words.every(({ others }) => others.length === 0)) return [];
  const ways = words.map(({ wanted, others }) => [wanted, ...others.map((other): Wanted => ({ words: other }))]);
  const match = ways.map((way) => `(${way.map(termOf).join(' OR ')})`).join(' AND ');
  const similar = ways.flat();
  return exactHits(database, [], match, counting).map((hit) => ({ ...hit, similar }));
}

/** Names that hold all terms, and texts that match. */
function exactHits(database: Database, terms: readonly string[], match: string, counting: Counting | null): Hit[] {
  const files = new Map<number, Hit>();
  const most = counting ? MANY : MAX_HITS;
  const { texts, hits } = hitsByText(database, match, most, counting);
  for (const hit of [...nameHits(database, terms, counting), ...hits]) {
    const known = files.get(hit.jobId);
    if (!known) files.set(hit.jobId, hit);
    else known.reportId ??= hit.reportId;
  }
  for (const [jobId, best] of bestMembers(database, terms, texts, most)) {
    // The text of an archive is the list of its entries: its members say it better. A name that fits comes first all the same.
    const isNamed = files.get(jobId)?.rank === NAME_RANK;
    files.set(jobId, isNamed ? { ...best, rank: NAME_RANK } : best);
  }
  // Stable: names stay in their order.
  return [...files.values()].sort((one, other) => one.rank - other.rank).slice(0, most);
}

/** Whether many count is told by so many of the best. */
const SAMPLE = 1_000;

/** Files that have the best of the texts, in their order, and the texts that were looked at. */
function hitsByText(database: Database, match: string, most: number, counting: Counting | null): { texts: readonly BestText[]; hits: Hit[] } {
  const { texts, isCut } = bestTexts(database, match, most);
  if (!counting) return { texts, hits: textHits(database, texts, null) };
  const sample = textHits(database, texts.slice(0, SAMPLE), counting);
  if (sample.length >= MAX_HITS) return { texts: texts.slice(0, SAMPLE), hits: sample };
  // To look on among the newest is worth while only where it leads to an end.
  if (!isCut || sample.length * MANY >= MAX_HITS * SAMPLE) {
    const hits = [...sample, ...textHits(database, texts.slice(SAMPLE), counting)];
    if (!isCut || hits.length >= MAX_HITS) return { texts, hits };
  }
  const counted = newest(database, match, most, counting.reports);
  return { texts: counted, hits: textHits(database, counted, counting) };
}

/** By the job of the archive. */
function bestMembers(database: Database, terms: readonly string[], texts: readonly BestText[], most: number): Map<number, Hit> {
  const found = [
    ...(terms.length > 0 ? membersNamed(database, terms, most) : []),
    ...membersWith(database, texts, most),
  ];
  const byJob = new Map<number, Map<string, MemberHit>>();
  for (const hit of hitsInArchives(database, found)) {
    const ofArchive = byJob.get(hit.jobId) ?? new Map<string, MemberHit>();
    byJob.set(hit.jobId, ofArchive);
    const place = placeOf(hit);
    const known = ofArchive.get(place);
    if (known) known.reportId ??= hit.reportId;
    else ofArchive.set(place, hit);
  }
  return new Map([...byJob].map(([jobId, ofArchive]) => [jobId, bestOf([...ofArchive.values()])]));
}

const placeOf = ({ member }: MemberHit): string => member.ordinals.join(' ');

/** The text of a nested archive is the list of its entries, too. */
function bestOf(hits: readonly MemberHit[]): MemberHit {
  const archives = new Set<string>();
  for (const { member } of hits) for (let length = 1; length < member.ordinals.length; length += 1) archives.add(member.ordinals.slice(0, length).join(' '));
  return hits.find((hit) => hit.rank <= MEMBER_NAME_RANK || !archives.has(placeOf(hit))) ?? (hits[0] as MemberHit);
}

const NAME_RANK = -1000;

/** A scan of a narrow index: 100,000 names take some ten milliseconds. */
function nameHits(database: Database, terms: readonly string[], counting: Counting | null): Hit[] {
  if (terms.length === 0) return [];
  const counted = counting ? { join: 'CROSS JOIN jobs j ON j.id = f.job_id', where: `AND ${counting.where}`, values: counting.values } : { join: '', where: '', values: [] };
  return database
    .all<{ jobId: number }>(
      `SELECT f.job_id AS jobId FROM files f INDEXED BY files_by_name ${counted.join}
       WHERE ${terms.map(() => 'instr(f.search_name, ?) > 0').join(' AND ')} ${counted.where} ORDER BY f.id DESC LIMIT ${MAX_HITS}`,
      ...terms,
      ...counted.values,
    )
    .map(({ jobId }) => ({ jobId, reportId: null, rank: NAME_RANK }));
}

/** Files that have one of these texts, in their order; only those that count. */
function textHits(database: Database, texts: readonly BestText[], counting: Counting | null): Hit[] {
  if (texts.length === 0) return [];
  const ranks = new Map(texts.map(({ report, rank }) => [report, rank]));
  return database
    .all<{ jobId: number; reportId: number }>(
      `SELECT j.id AS jobId, j.report_id AS reportId
       FROM json_each(?) wanted CROSS JOIN jobs j INDEXED BY jobs_by_report ON j.report_id = wanted.value
       WHERE j.report_id IS NOT NULL AND j.is_current = 1 ${counting ? `AND ${counting.where}` : ''} ORDER BY wanted.key LIMIT ${MAX_HITS}`,
      JSON.stringify([...ranks.keys()]),
      ...(counting?.values ?? []),
    )
    .map((hit) => ({ ...hit, rank: ranks.get(hit.reportId) ?? 0 }));
}

/** A piece of the text around the first of the words; looked for only where a person would look, near the beginning. */
export function snippetOf(database: Database, reportId: number, wanted: string | readonly Wanted[]): Snippet | null {
  const text = database.get<{ body: string }>(
    `SELECT substr(body, 1, ${SNIPPET_SEARCH}) AS body FROM texts WHERE report_id = ?`,
    reportId,
  )?.body;
  return text === undefined ? null : cutSnippet(text, typeof wanted === 'string' ? wordsOf(wanted) : wanted);
}
