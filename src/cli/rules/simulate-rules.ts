import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { isInside, realPathOf } from '../../base/safe-path';
import { FolderSimulation, readRules, readSettings, RULES_NAME, settingsPath, type FolderTrial, type TriedHere } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import { folderSettingsSchema } from '../../shared/model/folder';
import type { Rule, RuleStep } from '../../shared/model/rule';
import { parseArguments } from '../arguments';
import { dataFolder } from '../data-folder';
import { printJson, printLine, printNote, shown } from '../print';
import { withInspector } from '../with-inspector';

export const SIM_USAGE = 'rules sim DIR [--rules FILE]';

/**
 * What rules would do with the files in a folder, watched or not: a line for each effect. Changes nothing and keeps nothing.
 * Exit 1 when a file could not be read, or something could not be done with it.
 */
export async function simulateRules(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, { rules: { type: 'string' } });
  const [directory, ...more] = positionals;
  if (directory === undefined || more.length > 0) throw new FilemillError('usage.invalid', 'Which folder is it about? Name one.', { hint: `filemill ${SIM_USAGE}` });
  const data = dataFolder(values.data);
  const trial = { ...placeOf(directory, data), rules: rulesIn(values.rules ?? join(data, RULES_NAME)) };
  const stop = new AbortController();
  const cancel = (): void => stop.abort(new FilemillError('call.cancelled', 'It was called off.'));
  process.once('SIGINT', cancel);
  try {
    return await withInspector(async (inspector) => {
      const simulation = new FolderSimulation(trial, inspector);
      tellLimits(simulation, trial.rules);
      const tally = { files: 0, acted: 0, effects: 0, problems: 0 };
      for await (const file of simulation.files(stop.signal)) tell(file, values.json === true, tally);
      const { files, acted, effects, problems } = tally;
      printNote(`${files} files, ${acted} of them acted on, ${effects} effects, ${problems} problems. Nothing was changed.`);
      return problems > 0 ? 1 : 0;
    });
  } finally {
    process.off('SIGINT', cancel);
  }
}

/** The watched folder that it is, or lies in; one that is not watched stands for itself. */
function placeOf(directory: string, data: string): Omit<FolderTrial, 'rules'> {
  const path = realPathOf(resolve(directory));
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new FilemillError('usage.invalid', `There is no folder ${shown(directory)}.`, { hint: 'Check its name.' });
  const { general, folders } = readSettings(settingsPath(data));
  const known = folders.map((folder) => ({ ...folder, path: realPathOf(resolve(folder.path)) }));
  const own = known.filter((folder) => isInside(folder.path, path)).sort((one, other) => other.path.length - one.path.length)[0];
  const { path: root, ...settings } = own ?? { ...folderSettingsSchema.parse({ name: basename(path) || path }), path };
  return {
    folder: { path: root, settings },
    below: relative(root, path).split(sep).join('/'),
    general,
    folders: known.map(({ path: at, name }, index) => ({ id: index + 1, name, path: at })),
    dataFolder: data,
    languageFolder: join(data, 'languages'),
    cannotRead: (folder, why) => printNote(`${shown(folder)} can’t be read: ${why}`),
  };
}

/** @throws FilemillError `settings.invalid` with the line */
function rulesIn(path: string): Rule[] {
  if (!existsSync(path)) throw new FilemillError('settings.invalid', `There is no rules file ${shown(path)}.`, { hint: 'Name one: --rules FILE' });
  const { rules, problems } = readRules(readFileSync(path, 'utf8'));
  const [problem] = problems;
  if (!problem) return rules;
  const place = [basename(path), ...(problem.line === null ? [] : [`line ${problem.line}`])].join(', ');
  throw new FilemillError('settings.invalid', `${place}: ${problem.message}`, { hint: problem.hint });
}

function tellLimits({ limits: { elsewhere, unknowing } }: FolderSimulation, rules: readonly Rule[]): void {
  const off = rules.filter(({ isEnabled }) => !isEnabled).length;
  if (off > 0) printNote(`Rules that are off, and not asked: ${off}.`);
  if (elsewhere.length > 0) printNote(`For other folders or events, and not asked: ${elsewhere.map(shown).join(', ')}.`);
  if (unknowing.length > 0) printNote(`They ask for what only a mill at work finds out, what files are like and what lies in archives: ${unknowing.map(shown).join(', ')}.`);
}

function tell({ path, steps, error }: TriedHere, isJson: boolean, tally: { files: number; acted: number; effects: number; problems: number }): void {
  const effects = steps.filter(({ step }) => step.state === 'planned');
  tally.files += 1;
  tally.effects += effects.length;
  if (effects.length > 0) tally.acted += 1;
  if (error) {
    tally.problems += 1;
    if (isJson) printJson({ type: 'problem', path, error });
    else printNote(`${shown(path)}: ${error.message}`);
  }
  for (const one of steps) if (tellStep(path, one, isJson)) tally.problems += 1;
}

/** @returns whether it can't be done */
function tellStep(path: string, { rule, step }: { rule: string; step: RuleStep }, isJson: boolean): boolean {
  const { state, action, sentence, target, isDestructive, error } = step;
  if (state === 'planned') {
    if (isJson) printJson({ type: 'effect', path, rule, action, sentence, target, isDestructive });
    else printLine(`${shown(path)}  ${shown(rule)}: ${shown(sentence)}`);
  } else if (state === 'failed' && isJson) printJson({ type: 'problem', path, rule, action, error });
  else printNote(`${shown(path)}  ${shown(rule)}: ${state === 'failed' ? 'can’t be done: ' : ''}${shown(sentence)}`);
  return state === 'failed';
}
