import { join } from 'node:path';
import { listFolders, pageOfFiles } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import { parseArguments } from '../arguments';
import { openLedger } from '../open-ledger';
import { printJson, printLine, shown } from '../print';

export const usage = 'search QUERY';

const MAX_HITS = 500;
const HIT_MARKS = /[\ue000\ue001]/g;

/** Full text and names. */
export function run(argv: string[]): number {
  const { values, positionals } = parseArguments(argv, {});
  const query = positionals.join(' ');
  if (query.trim() === '') {
    throw new FilemillError('usage.invalid', 'What is to be searched for?', { hint: `filemill ${usage}` });
  }
  const { database, close } = openLedger(values.data);
  try {
    const folders = new Map(listFolders(database).map((folder) => [folder.id, folder]));
    const { rows } = pageOfFiles(database, { query }, 'relevance', 0, MAX_HITS);
    for (const { snippet: marked, path: inside, folderId, state, kind, mime, size } of rows) {
      const path = join(folders.get(folderId)?.path ?? '', inside);
      const snippet = marked?.replace(HIT_MARKS, '') ?? null;
      if (values.json) printJson({ type: 'hit', path, state, kind, mime, size, snippet });
      else {
        printLine(shown(path));
        if (snippet) printLine(`    ${shown(snippet.replace(/\s+/g, ' '))}`);
      }
    }
    return 0;
  } finally {
    close();
  }
}
