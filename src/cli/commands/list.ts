import { fileLine, listFolders, printedPage } from '../../engine/engine-queries';
import type { FileFilter } from '../../shared/contract/engine-api';
import { CAUSES } from '../../shared/errors/error-table';
import { FilemillError } from '../../shared/errors/filemill-error';
import { FILE_EVENTS, FILE_STATES } from '../../shared/model/file';
import { parseArguments } from '../arguments';
import { oneOf } from '../choices';
import { findFolder } from '../find-folder';
import { openLedger } from '../open-ledger';
import { printJson, printLine, shown } from '../print';

export const usage = 'list [--state S] [--cause C] [--folder F] [--event E] [--limit N]';

const PAGE = 500;

/** The ledger, newest first. */
export function run(argv: string[]): number {
  const { values } = parseArguments(argv, {
    state: { type: 'string' },
    cause: { type: 'string' },
    folder: { type: 'string' },
    event: { type: 'string' },
    limit: { type: 'string' },
  });
  const limit = values.limit === undefined ? Infinity : Number(values.limit);
  if (!(limit > 0)) throw new FilemillError('usage.invalid', '--limit takes a number above zero.');
  const filter: FileFilter = {};
  if (values.state !== undefined) filter.states = [oneOf('state', FILE_STATES, values.state)];
  if (values.cause !== undefined) filter.cause = oneOf('cause', CAUSES, values.cause);
  const event = values.event === undefined ? null : oneOf('event', FILE_EVENTS, values.event);
  const { database, close } = openLedger(values.data);
  try {
    const folders = new Map(listFolders(database).map((folder) => [folder.id, folder]));
    if (values.folder !== undefined) filter.folderId = findFolder([...folders.values()], values.folder).id;
    for (let offset = 0, printed = 0; printed < limit; offset += PAGE) {
      const page = printedPage(database, filter, 'newest', offset, PAGE);
      const wanted = page.filter(({ row }) => event === null || row.event === event).slice(0, limit - printed);
      for (const { row, sha256, effects } of wanted) {
        const folder = folders.get(row.folderId);
        if (values.json) printJson(fileLine(row, folder?.path ?? '', sha256, effects));
        else printLine(`${row.stateLabel.padEnd(18)} ${shown(`${folder?.settings.name}/${row.path}`)}`);
      }
      printed += wanted.length;
      if (page.length < PAGE) break;
    }
    return 0;
  } finally {
    close();
  }
}
