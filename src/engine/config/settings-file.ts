import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { z } from 'zod';
import { atomicWrite } from '../../base/atomic-write';
import { apart, inManner } from '../../base/text-manner';
import { FilemillError } from '../../shared/errors/filemill-error';
import { folderSettingsSchema } from '../../shared/model/folder';
import { generalSettingsSchema, settingsFileSchema, type SettingsFile } from '../../shared/model/settings';
import { settingsProblem } from '../guard/check-settings';
import { nearestName } from './nearest-name';
import { t } from '../../shared/words/words';

export const SETTINGS_NAME = 'settings.yaml';

const HEAD = ` Filemill's settings. Edit them here or in the window; comments stay.
 Times end in Ms (milliseconds) or Seconds, sizes in Bytes. What is left out has its default.`;

/** Reads the settings; a folder without the file has the defaults. */
export function readSettings(path: string): SettingsFile {
  if (!existsSync(path)) return settingsFileSchema.parse({});
  return parseSettings(readFileSync(path, 'utf8'), path);
}

/**
 * @throws FilemillError `settings.invalid`, with the line and what is wrong there
 */
export function parseSettings(text: string, path: string): SettingsFile {
  const document = parseDocument(text, { prettyErrors: true });
  const [broken] = document.errors;
  if (broken) {
    const line = broken.linePos?.[0].line;
    throw invalid(path, line, broken.message.split('\n')[0] ?? broken.message);
  }
  const parsed = settingsFileSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) {
    for (const [index, folder] of parsed.data.folders.entries()) {
      const problem = settingsProblem(folder, folder.path);
      if (problem) throw invalid(path, lineOf(document, text, ['folders', index, ...problem.at]), problem.error.message);
    }
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  if (!issue) throw invalid(path, undefined, t('It can’t be understood.'));
  throw invalid(path, lineOf(document, text, pathOf(issue)), sentenceOf(issue));
}

/** Writes the settings; comments, order and the ends of lines of an existing file stay. */
export function writeSettings(path: string, settings: SettingsFile): void {
  const isNew = !existsSync(path);
  const { text, manner } = apart(isNew ? '' : readFileSync(path, 'utf8'));
  const document = isNew ? new Document({}) : parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) {
    throw invalid(path, undefined, t('It has to be corrected before it can be changed from here.'));
  }
  if (isNew) document.commentBefore = HEAD;
  setWhereDifferent(document, ['version'], settings.version);
  for (const [name, value] of Object.entries(settings.general)) setWhereDifferent(document, ['general', name], value);
  writeFolders(document, settings.folders);
  atomicWrite(path, inManner(document.toString(), manner));
}

/** Only what changed is touched, so that the user's comments and order stay. */
function setWhereDifferent(document: Document, path: (string | number)[], value: unknown): void {
  const node: unknown = document.getIn(path, true);
  const present = isNode(node) ? node.toJS(document) : node;
  // What was left out stays out while it has its default, so that a later default takes effect.
  if (present === undefined && JSON.stringify(value) === JSON.stringify(DEFAULTS[String(path.at(-1))])) return;
  if (JSON.stringify(present) === JSON.stringify(value)) return;
  // In place where it can be: a comment on the line belongs to the node.
  if (isScalar(node) && typeof value !== 'object') node.value = value;
  else document.setIn(path, document.createNode(value));
}

function writeFolders(document: Document, folders: SettingsFile['folders']): void {
  const list = document.get('folders', true);
  if (!isSeq(list)) {
    document.set('folders', document.createNode(folders));
    return;
  }
  const folderPathOf = (item: unknown): unknown => (isMap(item) ? item.get('path') : undefined);
  list.items = list.items.filter((item) => folders.some(({ path }) => path === folderPathOf(item)));
  for (const folder of folders) {
    const index = list.items.findIndex((item) => folderPathOf(item) === folder.path);
    if (index < 0) list.add(document.createNode(folder));
    else for (const [name, value] of Object.entries(folder)) setWhereDifferent(document, ['folders', index, name], value);
  }
}

export const settingsPath = (dataFolder: string): string => join(dataFolder, SETTINGS_NAME);

function invalid(path: string, line: number | undefined, what: string): FilemillError {
  const message = line === undefined ? t('The settings: {what}', { what }) : t('The settings, line {line}: {what}', { line: String(line), what });
  return new FilemillError('settings.invalid', message, {
    hint: t('Correct {path}. Until then Filemill goes on with the last settings that were right.', { path }),
  });
}

/** Names of general and of folder settings differ, so one table has both. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  ...generalSettingsSchema.parse({}),
  ...folderSettingsSchema.omit({ name: true }).parse({}),
};

const KNOWN_NAMES = [
  ...Object.keys(settingsFileSchema.shape),
  ...Object.keys(generalSettingsSchema.shape),
  ...Object.keys(folderSettingsSchema.shape),
  'path',
];

function sentenceOf(issue: z.core.$ZodIssue): string {
  const at = issue.path.filter((part) => typeof part === 'string').at(-1) ?? t('the file');
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const meant = nearestName(key, KNOWN_NAMES);
    if (meant === key) return t('“{key}” does not belong here; look under general or folders.', { key });
    return meant ? t('there is no setting “{key}”; “{meant}” is meant?', { key, meant }) : t('there is no setting “{key}”.', { key });
  }
  return t('“{at}” is not right: {message}.', { at: String(at), message: issue.message });
}

/** Where in the document an issue lies. */
function pathOf(issue: z.core.$ZodIssue): (string | number)[] {
  const path = [...issue.path] as (string | number)[];
  return issue.code === 'unrecognized_keys' && issue.keys[0] !== undefined ? [...path, issue.keys[0]] : path;
}

/** The line of what lies at `path`, found by walking the document along it; else of the nearest thing around it. */
function lineOf(document: Document, text: string, path: (string | number)[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const name = path[length - 1];
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const node = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === name)?.key
      : isSeq(parent) && typeof name === 'number' && parent.items[name];
    if (isNode(node) && node.range) return text.slice(0, node.range[0]).split('\n').length;
  }
  return undefined;
}
