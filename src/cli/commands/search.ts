import { join } from 'node:path';
import { connectControl, listFolders, pageOfFiles } from '../../engine/engine-queries';
import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { FileRow } from '../../shared/model/file';
import type { Connected } from '../../shared/rpc/connect';
import { parseArguments } from '../arguments';
import { openLedger } from '../open-ledger';
import { pageOfHit } from '../page-of-hit';
import { printJson, printLine, printNote, shown } from '../print';

export const usage = 'search QUERY';

const MAX_HITS = 500;
const HIT_MARKS = /[\ue000\ue001]/g;
/** Snippets are cut from no more of a text. */
const SEARCHED_CHARACTERS = 200_000;

/** Full text and names. For people with the page of the hit, where a running engine can be asked for the text. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {});
  const query = positionals.join(' ');
  if (query.trim() === '') {
    throw new FilemillError('usage.invalid', 'What is to be searched for?', { hint: `filemill ${usage}` });
  }
  const { database, folder, close } = openLedger(values.data);
  try {
    const folders = new Map(listFolders(database).map((one) => [one.id, one]));
    const { rows } = pageOfFiles(database, { query }, 'relevance', 0, MAX_HITS);
    const located = rows.map((row) => ({ row, path: join(folders.get(row.folderId)?.path ?? '', row.path) }));
    if (rows.length === 0) printNote('No file matches.');
    else if (values.json) for (const { row, path } of located) printJson(hitLine(row, path));
    else await printForPeople(located, folder);
    return 0;
  } finally {
    close();
  }
}

const plain = (snippet: string | null): string | null => snippet?.replace(HIT_MARKS, '') ?? null;

const hitLine = ({ state, kind, mime, size, snippet }: FileRow, path: string): object => ({
  type: 'hit',
  path,
  state,
  kind,
  mime,
  size,
  snippet: plain(snippet),
});

async function printForPeople(located: { row: FileRow; path: string }[], dataFolder: string): Promise<void> {
  const engine = await connectControl(dataFolder);
  try {
    for (const { row, path } of located) {
      const page = engine ? await askPage(engine, row) : null;
      printLine(`${shown(path)}${page === null ? '' : `, page ${page}`}`);
      const snippet = plain(row.snippet);
      if (snippet) printLine(`    ${shown(snippet.replace(/\s+/g, ' '))}`);
    }
  } finally {
    engine?.close();
  }
}

async function askPage(engine: Connected<EngineApi>, { id, kind, snippet }: FileRow): Promise<number | null> {
  if (snippet === null || (kind !== 'document' && kind !== 'image')) return null;
  try {
    const { text } = await engine.call('files.text', { id, limit: SEARCHED_CHARACTERS });
    return pageOfHit(text, snippet);
  } catch (error) {
    if (error instanceof FilemillError) return null; // it ends just now; the hit is known without it
    throw error;
  }
}
