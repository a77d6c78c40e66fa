import { readFileSync, statSync } from 'node:fs';
import { accounting, connectControl, countByCause, isInstanceRunning, listFolders } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Snapshot } from '../../shared/model/engine';
import { parseArguments } from '../arguments';
import { openLedger } from '../open-ledger';
import { iso, printJson, printLine, printTable, shown } from '../print';

export const usage = 'status';

const EXIT_CODES = { healthy: 0, degraded: 1, down: 3 } as const;

/** What a running engine says of itself. */
interface Live {
  snapshot: Snapshot;
  heartbeatFile: string | null;
}

type Ledger = ReturnType<typeof openLedger>;

/** Accounting, health, queue and metrics. Exit 0 healthy, 1 degraded, 3 down. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArguments(argv, {});
  const isJson = values.json === true;
  let ledger: Ledger;
  try {
    ledger = openLedger(values.data);
  } catch (error) {
    if (!(error instanceof FilemillError) || error.code !== 'usage.invalid') throw error;
    if (isJson) printJson({ type: 'status', health: 'down', running: false, reason: error.message });
    else printLine(`${error.message} ${error.hint}`);
    return 3;
  }
  try {
    const { live, silence } = await askEngine(ledger.folder);
    const status = collect(ledger, live, silence);
    if (isJson) printJson(status);
    else printForPeople(status);
    return EXIT_CODES[status.health];
  } finally {
    ledger.close();
  }
}

/** An engine that runs and does not answer is told of, and the ledger answers for it. */
async function askEngine(dataFolder: string): Promise<{ live: Live | null; silence: string | null }> {
  try {
    const engine = await connectControl(dataFolder);
    if (!engine) return { live: null, silence: null };
    try {
      const [snapshot, { heartbeatFile }] = await Promise.all([engine.call('engine.snapshot', {}), engine.call('settings.read', {})]);
      return { live: { snapshot, heartbeatFile }, silence: null };
    } finally {
      engine.close();
    }
  } catch (error) {
    if (!(error instanceof FilemillError)) throw error;
    return { live: null, silence: `${error.message} ${error.hint}`.trim() };
  }
}

function collect({ database, folder }: Ledger, live: Live | null, silence: string | null) {
  const snapshot = live?.snapshot ?? null;
  const counted = snapshot?.accounting ?? accounting(database);
  const folders = listFolders(database).map((record) => {
    const view = snapshot?.folders.find(({ id }) => id === record.id);
    return {
      id: record.id,
      name: record.settings.name,
      path: record.path,
      watched: record.configured && !record.settings.paused,
      reachable: statSync(record.path, { throwIfNoEntry: false })?.isDirectory() === true,
      health: view?.health ?? null,
      missingFiles: view?.missingFiles ?? 0,
      ...(view?.accounting ?? accounting(database, record.id)),
    };
  });
  const lost = snapshot ? [] : folders.filter(({ reachable, watched }) => watched && !reachable);
  const isRunning = snapshot !== null || isInstanceRunning(folder);
  const troubles = [
    ...(silence === null ? [] : [silence]),
    ...lost.map(({ name, path }) => `${name}: ${path} can’t be reached. Connect its drive, or remove the folder.`),
    ...(snapshot ? troublesOf(snapshot) : []),
  ];
  // A ledger that only single runs of the command line have filled has nothing that should be running.
  const isDown = !isRunning && folders.some(({ watched }) => watched);
  const health: keyof typeof EXIT_CODES = isDown ? 'down' : troubles.length > 0 ? 'degraded' : 'healthy';
  return {
    type: 'status',
    health,
    running: isRunning,
    state: snapshot?.state ?? null,
    version: snapshot?.version ?? null,
    dataFolder: folder,
    accounting: counted,
    queue: counted.waiting + counted.inProgress,
    queued: queued(counted, snapshot),
    byCause: snapshot?.byCause ?? countByCause(database),
    folders,
    metrics: snapshot && { ...snapshot.metrics, oldestWaitingSeconds: snapshot.oldestWaitingSeconds, etaSeconds: snapshot.etaSeconds },
    parts: snapshot?.health ?? [],
    alerts: snapshot?.alerts.map(({ at, ...alert }) => ({ ...alert, at: iso(at) })) ?? [],
    intakeHold: snapshot?.intakeHold ?? null,
    heartbeat: heartbeat(live?.heartbeatFile ?? null),
    troubles,
    suggestions: snapshot?.suggestions.map(({ sentence }) => sentence) ?? troubles,
  };
}

type Status = ReturnType<typeof collect>;

/** What makes it degraded, one sentence each. Polling is slower than events and no trouble. */
function troublesOf({ folders, alerts, health, intakeHold }: Snapshot): string[] {
  return [
    ...folders
      .filter((folder) => folder.health.mode === 'degraded' || folder.health.mode === 'waitingForDrive')
      .map((folder) => `${folder.settings.name}: ${folder.health.sentence || folder.health.label}`),
    ...alerts.filter(({ level }) => level === 'problem').map(({ message, hint }) => `${message} ${hint}`.trim()),
    ...health.filter(({ level }) => level === 'problem').map(({ sentence }) => sentence),
    ...(intakeHold === null ? [] : [intakeHold]),
  ];
}

function queued({ waiting, inProgress }: Snapshot['accounting'], snapshot: Snapshot | null) {
  const lanes = snapshot?.lanes.map(({ lane, ...view }) => [lane, view] as const) ?? [];
  return { waiting, inProgress, perLane: Object.fromEntries(lanes) };
}

function heartbeat(file: string | null): { file: string; at: string | null } | null {
  if (file === null) return null;
  try {
    const { at } = JSON.parse(readFileSync(file, 'utf8')) as { at?: unknown };
    return { file, at: typeof at === 'string' ? at : null };
  } catch {
    return { file, at: null };
  }
}

function printForPeople(status: Status): void {
  const { seen, done, inProgress, waiting, attention, ignored } = status.accounting;
  printLine(headline(status));
  printLine(
    `Seen ${seen} = done ${done} + in progress ${inProgress} + waiting ${waiting} + needs attention ${attention} + ignored ${ignored}`,
  );
  printTable([
    ['Folder', 'State', 'Seen', 'Done', 'Open', 'Attention', 'Ignored', 'Path'],
    ...status.folders.map((folder) => [
      shown(folder.name),
      folder.health?.label ?? (folder.reachable ? '–' : 'Not there'),
      String(folder.seen),
      String(folder.done),
      String(folder.waiting + folder.inProgress),
      String(folder.attention),
      String(folder.ignored),
      shown(folder.path),
    ]),
  ]);
  printQueue(status);
  for (const sentence of new Set([...status.troubles, ...status.suggestions])) printLine(shown(sentence));
  for (const { level, message, hint } of status.alerts) if (level !== 'problem') printLine(shown(`${message} ${hint}`.trim()));
}

function headline({ running, state }: Status): string {
  if (!running) return 'Filemill is not running; this is what its ledger says.';
  return state === 'paused' ? 'Filemill is running and paused.' : 'Filemill is running.';
}

function printQueue({ queued: { perLane }, metrics }: Status): void {
  const open = Object.entries(perLane).filter(([, { active, waiting, paused }]) => active + waiting > 0 || paused);
  if (open.length > 0) {
    printTable([
      ['Lane', 'Active', 'Waiting', ''],
      ...open.map(([lane, { active, waiting, paused }]) => [lane, String(active), String(waiting), paused ? 'paused' : '']),
    ]);
  }
  if (!metrics || metrics.files === 0) return;
  const success = metrics.successRate === null ? '' : `, ${Math.round(metrics.successRate * 100)} % well`;
  const mean = metrics.averageMs === null ? '' : `, ${Math.round(metrics.averageMs)} ms each`;
  printLine(`${metrics.files} files since the start${success}${mean}, ${metrics.filesPerSecond.toFixed(1)} a second now`);
}
