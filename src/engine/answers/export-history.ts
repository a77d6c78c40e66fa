import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../base/make-folders';
import type { HistoryFilter } from '../../shared/model/history';
import type { Database } from '../store/database';
import { exportHistory } from '../store/history';

const LINES_AT_ONCE = 500;
/** Others get a turn between two pieces. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Writes the history as JSON lines into `exports/` of the data folder, under a name that says when. */
export async function exportToFile(
  database: Database,
  dataFolder: string,
  filter: HistoryFilter,
): Promise<{ name: string; path: string; rows: number }> {
  const folder = join(dataFolder, 'exports');
  makeFolders(folder, 0o700);
  const name = `history-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl`;
  const path = join(folder, name);
  const descriptor = openSync(path, 'wx', 0o600);
  let rows = 0;
  try {
    let lines = '';
    for (const line of exportHistory(database, filter)) {
      lines += `${JSON.stringify(line)}\n`;
      rows += 1;
      if (rows % LINES_AT_ONCE > 0) continue;
      writeFileSync(descriptor, lines);
      lines = '';
      await breathe();
    }
    writeFileSync(descriptor, lines);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return { name, path, rows };
}
