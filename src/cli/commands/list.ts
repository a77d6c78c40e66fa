import { hashOf, listFolders, pageOfFiles } from '../../engine/engine-queries';
import type { FileFilter } from '../../shared/contract/engine-api';
import { CAUSES } from '../../shared/errors/error-table';
import { FilemillError } from '../../shared/errors/filemill-error';
import { FILE_STATES } from '../../shared/model/file';
import { parseArguments } from '../arguments';
import { fileLine } from '../file-line';
import { openLedger } from '../open-ledger';
import { printJson, printLine, shown } from '../print';

export const usage = 'list [--state S] [--cause C] [--limit N]';

const PAGE = 500;

/** The ledger, newest first. */
export function run(argv: string[]): number {
  const { values } = parseArguments(argv, {
    state: { type: 'string' },
    cause: { type: 'string' },
    limit: { type: 'string' },
  });
  const limit = values.limit === undefined ? Infinity : Number(values.limit);
  if (!(limit > 0)) throw new FilemillError('usage.invalid', '--limit takes a number above zero.');
  const filter: FileFilter = {};
  if (values.state !== undefined) filter.states = [oneOf('state', FILE_STATES, values.state)];
  if (values.cause !== undefined) filter.cause = oneOf('cause', CAUSES, values.cause);
  const { database, close } = openLedger(values.data);
  try {
    const folders = new Map(listFolders(database).map((folder) => [folder.id, folder]));
    for (let offset = 0; offset < limit; offset += PAGE) {
      const { rows } = pageOfFiles(database, filter, 'newest', offset, Math.min(PAGE, limit - offset));
      for (const row of rows) {
        const folder = folders.get(row.folderId);
        if (values.json) printJson(fileLine(row, folder, hashOf(database, row.id)));
        else printLine(`${row.stateLabel.padEnd(18)} ${shown(`${folder?.settings.name}/${row.path}`)}`);
      }
      if (rows.length < PAGE) break;
    }
    return 0;
  } finally {
    close();
  }
}

/** Takes `in-progress`, `in_progress` and `inProgress` alike. */
function oneOf<T extends string>(option: string, known: readonly T[], given: string): T {
  const plain = given.toLowerCase().replace(/[-_ ]/g, '');
  const wanted = known.find((name) => name.toLowerCase() === plain);
  if (!wanted) {
    throw new FilemillError('usage.invalid', `--${option} ${given} is not known.`, { hint: `There is: ${known.join(', ')}.` });
  }
  return wanted;
}
