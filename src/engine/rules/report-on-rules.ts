import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toErrorData } from '../../shared/errors/filemill-error';
import type { Rule, RuleProblem, RuleWarning } from '../../shared/model/rule';
import { settingsFileSchema, type SettingsFile } from '../../shared/model/settings';
import { ALL_ACTIONS } from '../acting/all-actions';
import { readSettings, settingsPath } from '../config/settings-file';
import { listFolders } from '../store/folders';
import { openStoreReadOnly } from '../store/open-store';
import { problemsAmong, rootsOf, warningsAmong, type RulesAround } from './check-rules';
import { warnOfPlaces } from './places-of';
import { readRules } from './read-rules';
import { RULES_NAME } from './rules-keeper';
import { finish } from './steps';
import type { WatchedFolder } from './warnings/watched-folder';

export interface RulesReport {
  /** Those that could be read. */
  rules: Rule[];
  /** All that is wrong; then there are no warnings. */
  problems: RuleProblem[];
  warnings: { rule: string; warning: RuleWarning }[];
}

export const rulesPath = (dataFolder: string): string => join(dataFolder, RULES_NAME);

/** What is wrong with written rules, and remarkable about them, with the folders and settings of a data folder. No engine need run. */
export function reportOnRules(text: string, dataFolder: string): RulesReport {
  const read = readRules(text);
  const { rules } = read;
  const around = rulesAround(dataFolder);
  const problems = finish(problemsAmong(read, rules, around, true));
  if (problems.length > 0) return { rules, problems, warnings: [] };
  const all = warningsAmong(rules, around);
  return { rules, problems, warnings: rules.flatMap((rule) => [...all.of(rule), ...warnOfPlaces(rule, rootsOf(rule, around.folders))].map((warning) => ({ rule: rule.name, warning }))) };
}

function rulesAround(dataFolder: string): RulesAround {
  const settings = settingsOf(dataFolder);
  const folders = foldersIn(dataFolder) ?? settings.folders.map(({ path, ...rest }, index) => ({ id: -index - 1, path, settings: rest }));
  return { dataFolder, actions: ALL_ACTIONS, folders, programsAllowed: settings.general.actions.allowPrograms, asksDisks: true };
}

/** Those that the ledger knows; null where there is none yet. */
function foldersIn(dataFolder: string): WatchedFolder[] | null {
  const database = openStoreReadOnly(dataFolder);
  try {
    return database && listFolders(database);
  } finally {
    database?.close();
  }
}

/** A mistake in the settings is told of elsewhere. */
function settingsOf(dataFolder: string): SettingsFile {
  const path = settingsPath(dataFolder);
  try {
    return existsSync(path) ? readSettings(path) : settingsFileSchema.parse({});
  } catch (error) {
    if (toErrorData(error).code !== 'settings.invalid') throw error;
    return settingsFileSchema.parse({});
  }
}
