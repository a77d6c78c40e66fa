import { statSync } from 'node:fs';
import { accounting, countByCause, isInstanceRunning, listFolders } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import { parseArguments } from '../arguments';
import { openLedger } from '../open-ledger';
import { printJson, printLine, printTable, shown } from '../print';

export const usage = 'status';

const EXIT_CODES = { healthy: 0, degraded: 1, down: 3 } as const;

/** Accounting and health. Exit 0 healthy, 1 degraded, 3 down. */
export function run(argv: string[]): number {
  const { values } = parseArguments(argv, {});
  const isJson = values.json === true;
  let ledger: ReturnType<typeof openLedger>;
  try {
    ledger = openLedger(values.data);
  } catch (error) {
    if (!(error instanceof FilemillError) || error.code !== 'usage.invalid') throw error;
    if (isJson) printJson({ type: 'status', health: 'down', running: false, reason: error.message });
    else printLine(`${error.message} ${error.hint}`);
    return 3;
  }
  try {
    const status = collect(ledger);
    if (isJson) printJson(status);
    else printForPeople(status);
    return EXIT_CODES[status.health];
  } finally {
    ledger.close();
  }
}

function collect({ database, folder }: ReturnType<typeof openLedger>) {
  const counted = accounting(database);
  const folders = listFolders(database).map((record) => ({
    id: record.id,
    name: record.settings.name,
    path: record.path,
    watched: record.configured && !record.settings.paused,
    reachable: statSync(record.path, { throwIfNoEntry: false })?.isDirectory() === true,
    ...accounting(database, record.id),
  }));
  const lost = folders.filter(({ reachable, watched }) => watched && !reachable);
  const isRunning = isInstanceRunning(folder);
  // A ledger that only single runs of the command line have filled has nothing that should be running.
  const isDown = !isRunning && folders.some(({ watched }) => watched);
  const health: keyof typeof EXIT_CODES = isDown ? 'down' : lost.length > 0 ? 'degraded' : 'healthy';
  return {
    type: 'status',
    health,
    running: isRunning,
    dataFolder: folder,
    accounting: counted,
    queue: counted.waiting + counted.inProgress,
    byCause: countByCause(database),
    folders,
    suggestions: lost.map(({ name, path }) => `${name}: ${path} can’t be reached. Connect its drive, or remove the folder.`),
  };
}

function printForPeople(status: ReturnType<typeof collect>): void {
  const { seen, done, inProgress, waiting, attention, ignored } = status.accounting;
  printLine(status.running ? 'Filemill is running.' : 'Filemill is not running; this is what its ledger says.');
  printLine(
    `Seen ${seen} = done ${done} + in progress ${inProgress} + waiting ${waiting} + needs attention ${attention} + ignored ${ignored}`,
  );
  printTable([
    ['Folder', 'Seen', 'Done', 'Open', 'Attention', 'Ignored', 'Path'],
    ...status.folders.map((folder) => [
      shown(folder.name),
      String(folder.seen),
      String(folder.done),
      String(folder.waiting + folder.inProgress),
      String(folder.attention),
      String(folder.ignored),
      shown(folder.path),
    ]),
  ]);
  for (const sentence of status.suggestions) printLine(sentence);
}
