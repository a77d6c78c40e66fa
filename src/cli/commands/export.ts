import { once } from 'node:events';
import { exportHistory, listFolders } from '../../engine/engine-queries';
import { FILE_EVENTS, FILE_STATES } from '../../shared/model/file';
import type { HistoryFilter } from '../../shared/model/history';
import { parseArguments } from '../arguments';
import { instantOf, oneOf } from '../choices';
import { findFolder } from '../find-folder';
import { openLedger } from '../open-ledger';

export const usage = 'export --jsonl [--folder F] [--since DATE] [--until DATE] [--state S] [--event E]';

const LINES_AT_ONCE = 200;

/** What became of every version of every file, oldest first, as JSON lines on standard output. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArguments(argv, {
    // The one format there is; said so that another one may come.
    jsonl: { type: 'boolean' },
    folder: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    state: { type: 'string' },
    event: { type: 'string' },
  });
  const { database, close } = openLedger(values.data);
  try {
    const filter: HistoryFilter = {};
    if (values.folder !== undefined) filter.folderId = findFolder(listFolders(database), values.folder).id;
    if (values.since !== undefined) filter.from = instantOf('since', values.since, 'first');
    if (values.until !== undefined) filter.to = instantOf('until', values.until, 'last');
    if (values.state !== undefined) filter.states = [oneOf('state', FILE_STATES, values.state)];
    if (values.event !== undefined) filter.events = [oneOf('event', FILE_EVENTS, values.event)];
    let lines: string[] = [];
    for (const line of exportHistory(database, filter)) {
      if (lines.push(JSON.stringify(line)) < LINES_AT_ONCE) continue;
      await write(lines);
      lines = [];
    }
    await write(lines);
    return 0;
  } finally {
    close();
  }
}

/** Goes on when the reader has taken what was written: a slow one costs time, not memory. */
async function write(lines: string[]): Promise<void> {
  if (lines.length === 0) return;
  if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain');
}
