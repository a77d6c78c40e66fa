import { join } from 'node:path';
import { listFolders, pageOfFiles } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { FileRow, PictureMeasures } from '../../shared/model/file';
import { withoutHitMarks } from '../../shared/model/hit-marks';
import { parseArguments } from '../arguments';
import { openLedger } from '../open-ledger';
import { printJson, printLine, printNote, shown } from '../print';

export const usage = 'search QUERY';

const MAX_HITS = 500;

/** Full text, names and measures (`blur:yes brightness:<40`); for people with the page of the hit. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {});
  const query = positionals.join(' ');
  if (query.trim() === '') {
    throw new FilemillError('usage.invalid', 'What is to be searched for?', { hint: `filemill ${usage}` });
  }
  const { database, close } = openLedger(values.data);
  try {
    const folders = new Map(listFolders(database).map((one) => [one.id, one]));
    const { rows } = pageOfFiles(database, { query }, 'relevance', 0, MAX_HITS);
    if (rows.length === 0) printNote('No file matches.');
    for (const row of rows) {
      const path = join(folders.get(row.folderId)?.path ?? '', row.path);
      if (values.json) printJson(hitLine(row, path));
      else printForPeople(row, path);
    }
    return 0;
  } finally {
    close();
  }
}

const plain = (snippet: string | null): string | null => snippet && withoutHitMarks(snippet);

const hitLine = ({ id, state, kind, mime, size, snippet, picture, member }: FileRow, path: string): object => ({
  type: 'hit',
  id,
  path,
  state,
  kind,
  mime,
  size,
  snippet: plain(snippet),
  ...(member ? { member: member.path } : {}),
  ...(picture ? { picture } : {}),
});

function printForPeople({ id, snippet, snippetPage, picture, member }: FileRow, path: string): void {
  printLine(`${shown(path)}${member ? ` › ${shown(member.path)}` : ''}${snippetPage === null ? '' : `, page ${snippetPage}`}`);
  if (picture) printLine(`    #${id}, ${measured(picture)}`);
  const text = plain(snippet);
  if (text) printLine(`    ${shown(text.replace(/\s+/g, ' '))}`);
}

function measured({ width, height, sharpness, isBlurry, brightness }: PictureMeasures): string {
  const size = `${width} × ${height}`;
  if (sharpness === null || brightness === null) return size;
  return `${size}, ${isBlurry ? 'blurry' : 'sharp'} (${sharpness.toFixed(0)}), brightness ${brightness.toFixed(0)}`;
}
