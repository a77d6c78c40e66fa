import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Engine } from '../../engine/engine';
import { addRules, countByKind, fileLine, readSettings, recipeNamed, rowsOfJobs, type WrittenRecipe } from '../../engine/engine-queries';
import type { Alert } from '../../shared/model/engine';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { FolderSettings } from '../../shared/model/folder';
import { parseArguments } from '../arguments';
import { dataFolder } from '../data-folder';
import { printJson, printLine, printNote, shown } from '../print';
import { makeEngine } from '../start-engine';
import { tellWhatWaits } from '../tell-what-waits';

export const usage = 'watch [DIR…] [--once] [--recipe NAME] [--settings FILE]';

interface Wanted {
  path: string;
  settings: Partial<FolderSettings>;
}

/** Runs the mill on the given folders, or on the configured ones. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {
    once: { type: 'boolean' },
    recipe: { type: 'string' },
    settings: { type: 'string' },
  });
  const recipe = values.recipe === undefined ? null : recipeNamed(values.recipe);
  const wanted = wantedFolders(positionals, values.settings);
  if (recipe && wanted.length === 0) throw new FilemillError('usage.invalid', 'A recipe is for folders that are named.', { hint: `filemill watch DIR --recipe ${recipe.id}` });
  const engine = makeEngine(dataFolder(values.data), wanted.length === 0);
  try {
    engine.pool.warmUp();
    await engine.start();
    return await carry(engine, wanted, recipe, values.once === true, values.json === true);
  } finally {
    await engine.close();
  }
}

function wantedFolders(directories: string[], settingsPath: string | undefined): Wanted[] {
  if (settingsPath !== undefined && !existsSync(settingsPath)) {
    throw new FilemillError('settings.invalid', `There is no settings file ${settingsPath}.`, { hint: 'Check its name.' });
  }
  const fromFile = settingsPath === undefined ? [] : readSettings(resolve(settingsPath)).folders;
  return [
    ...fromFile.map(({ path, ...settings }) => ({ path: resolve(path), settings })),
    ...directories.map((directory) => ({ path: resolve(directory), settings: {} })),
  ];
}

async function carry(engine: Engine, wanted: Wanted[], recipe: WrittenRecipe | null, isOnce: boolean, isJson: boolean): Promise<number> {
  const startedAt = performance.now();
  const tally = { settled: 0, attention: 0 };
  engine.onSettledJobs((jobIds) => printSettled(engine, jobIds, isJson, tally));
  const refused = await watchAll(engine, wanted, recipe);
  // What rules say of folders is known now that these are all there.
  for (const alert of engine.alerts.list()) tell(alert);
  engine.alerts.onRaised = tell;
  const hasBadSettings = engine.alerts.list().some(({ id }) => id === 'settings' || id === 'rules');
  if (wanted.length > 0 && refused === wanted.length) return 2;
  if (engine.folders.list().length === 0) {
    throw new FilemillError('usage.invalid', 'No folder is given and none is configured.', {
      hint: 'Name one: filemill watch DIR',
    });
  }
  const waitingTold = isOnce ? tellWhatWaits(engine.database) : () => undefined;
  await Promise.race([isOnce ? engine.whenSettled() : untilAsked(), broken(engine)]).finally(waitingTold);
  printSummary(engine, isJson, tally.settled, (performance.now() - startedAt) / 1000);
  if (refused > 0 || hasBadSettings) return 2;
  return tally.attention > 0 ? 1 : 0;
}

/** @returns how many folders were refused; each with its sentence, and the others are watched all the same */
async function watchAll(engine: Engine, wanted: Wanted[], recipe: WrittenRecipe | null): Promise<number> {
  let refused = 0;
  for (const { path, settings } of wanted) {
    try {
      const folder = engine.folders.forThisRun(path, recipe ? { ...settings, ...recipe.settings, recipe: recipe.id } : settings);
      if (recipe) bringRules(engine, recipe, folder);
      await engine.watch(folder);
    } catch (error) {
      if (!(error instanceof FilemillError)) throw error;
      refused += 1;
      printNote(`${error.message} ${error.hint}`);
    }
  }
  return refused;
}

/** Before the first file comes; rules stay in `rules.yaml` after the run. */
function bringRules(engine: Engine, recipe: WrittenRecipe, { path, settings }: { path: string; settings: FolderSettings }): void {
  const added = addRules(engine.rules.keeper, recipe, { name: settings.name, path });
  if (added.length > 0) printNote(`Added to ${engine.rules.keeper.path}: ${added.map((name) => `“${shown(name)}”`).join(', ')}.`);
}

function printSettled(engine: Engine, jobIds: number[], isJson: boolean, tally: { settled: number; attention: number }): void {
  const lines: string[] = [];
  for (const { row, sha256, effects } of rowsOfJobs(engine.database, jobIds)) {
    tally.settled += 1;
    if (row.state === 'attention') tally.attention += 1;
    if (isJson) lines.push(JSON.stringify(fileLine(row, engine.folders.find(row.folderId)?.path ?? '', sha256, effects)));
    else lines.push(`${row.stateLabel.padEnd(18)} ${shown(row.path)}  ${row.error?.message ?? row.reason ?? ''}`.trimEnd());
  }
  if (lines.length > 0) printLine(lines.join('\n'));
}

function printSummary(engine: Engine, isJson: boolean, settled: number, seconds: number): void {
  const { accounting, successRate, suggestions } = engine.snapshot();
  if (isJson) {
    printJson({
      type: 'summary',
      ...accounting,
      filesPerSecond: Math.round((settled / Math.max(seconds, 0.001)) * 10) / 10,
      successRate,
      byKind: countByKind(engine.database),
      suggestions: suggestions.map(({ sentence }) => sentence),
    });
    return;
  }
  const { seen, done, inProgress, waiting, attention, ignored } = accounting;
  printNote(
    `Seen ${seen} = done ${done} + in progress ${inProgress} + waiting ${waiting} + needs attention ${attention} + ignored ${ignored}`,
  );
  for (const { sentence } of suggestions) printNote(sentence);
}

const tell = ({ message, hint }: Alert): void => printNote(`${message} ${hint}`.trim());

/** A ledger that turns out to be damaged ends the run; the next one puts it aside. */
function broken(engine: Engine): Promise<never> {
  return new Promise((_resolve, reject) => engine.onBroken(reject));
}

/** Until the user ends it (Ctrl+C) or the system asks. */
function untilAsked(): Promise<void> {
  printNote('Watching. End with Ctrl+C.');
  return new Promise((resolvePromise) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolvePromise());
  });
}
