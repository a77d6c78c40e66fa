import { unlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { hashAt } from '../../actions/copy-verified';
import { isThere, lookAt } from '../../actions/file-version';
import type { Database } from '../../store/database';
import { Effects, type Effect } from '../../store/effects';
import { removeIfEmpty } from '../made-folders';
import { clearStaging } from '../staging';
import type { Vault } from '../../vault/vault';
import { bringBack } from './bring-back';
import type { Placement } from './place-unpacked';
import type { Stuck } from './stuck';
import { t } from '../../../shared/words/words';

/** What undoing needs. Paths of `files` and `folders` are below the effect's target. */
const extractDataSchema = z.object({
  /** Absolute. A file that still lies there has not been moved. */
  staging: z.string(),
  /** Each: its path, its SHA-256, and its path in `staging`. */
  files: z.array(z.tuple([z.string(), z.string(), z.string()])),
  folders: z.array(z.string()),
  /** The target itself was made. */
  isOwnFolder: z.boolean(),
  /** Folders above it that were made, absolute, deepest first. */
  made: z.array(z.string()),
  /** Files that had a name before: each where it lay, and where it lies in the vault, both absolute. */
  replaced: z.array(z.tuple([z.string(), z.string()])).default([]),
});
type ExtractData = z.infer<typeof extractDataSchema>;

/** Before anything is unpacked: nothing is at the destination yet but the folders `made`. */
export const beginData = (staging: string, made: string[]): ExtractData => ({ staging, files: [], folders: [], isOwnFolder: false, made, replaced: [] });

/** To be noted before anything is moved. */
export function extractData({ staging, made }: ExtractData, { target, whole, items }: Placement, replaced: ExtractData['replaced']): ExtractData {
  const below = (path: string): string => relative(target, path);
  const files: ExtractData['files'] = [];
  const parents = new Set<string>();
  for (const { entry, to } of items) {
    if (entry.type === 'file') files.push([below(to), entry.sha256 ?? '', entry.relativePath]);
    parents.add(below(entry.type === 'folder' ? to : dirname(to)));
  }
  return { staging, made, replaced, files, folders: foldersOf(parents).filter((path) => whole !== null || !isThere(join(target, path))), isOwnFolder: whole !== null };
}

/**
 * @throws FilemillError `effect.changed` when a file is no longer what was written; all of them then stay. `effect.final` when
 *   none of them is there any more, or the vault has let go of what they have replaced
 */
export async function undoExtract(database: Database, vault: Vault, effect: Effect): Promise<void> {
  const effects = new Effects(database);
  if (!database.transaction((writer) => effects.move(writer, effect.id, 'done', 'undoing'))) {
    throw new FilemillError('effect.final', t('It can’t be taken back any more.'), { hint: t('Nothing was changed.') });
  }
  try {
    await takeAway({ database, vault }, effect, { mustBeWhole: true });
  } catch (error) {
    database.transaction((writer) => void effects.move(writer, effect.id, 'undoing', 'done'));
    throw error;
  }
  database.transaction((writer) => void effects.move(writer, effect.id, 'undoing', 'undone'));
}

/** What an end of Filemill has interrupted: nothing of it stays. To be called before anything else is written. */
export async function recoverExtracts(database: Database, vault: Vault, stuck: Stuck): Promise<void> {
  const effects = new Effects(database);
  for (const effect of [...effects.intended(['extract']), ...effects.undoing(['extract'])]) {
    const { target } = effect;
    // A drive that is away: at the next start.
    if (!isThere(dirname(target)) && !readData(effect).made.includes(dirname(target))) continue;
    try {
      await abandonExtract(database, vault, effect);
    } catch (error) {
      stuck(effect, error);
    }
  }
}

/** Takes away what there is of one that was begun, or half undone, and concludes it. May be ended anywhere and done again. */
export async function abandonExtract(database: Database, vault: Vault, effect: Effect): Promise<void> {
  const effects = new Effects(database);
  const { id, state, target } = effect;
  const { staging, made } = readData(effect);
  await takeAway({ database, vault }, effect, { mustBeWhole: false });
  // By what lies in staging it is told what was never moved: without it nothing may be taken away once more.
  database.transaction((writer) => effects.setTarget(writer, id, target, JSON.stringify(beginData(staging, made))));
  await clearStaging(staging);
  for (const folder of made) removeIfEmpty(folder);
  database.transaction((writer) => void effects.move(writer, id, state, state === 'undoing' ? 'undone' : 'failed'));
}

/** Removes the files that were moved there and are as they were written, and the folders that are empty then; what they have replaced comes back. */
async function takeAway(parts: { database: Database; vault: Vault }, effect: Effect, { mustBeWhole }: { mustBeWhole: boolean }): Promise<void> {
  const { target } = effect;
  const { staging, files, folders, isOwnFolder, made, replaced } = readData(effect);
  if (mustBeWhole && replaced.some(([, vaulted]) => !isThere(vaulted))) {
    throw new FilemillError('effect.final', t('A file that had its name before is no longer in the vault.'), { hint: t('What was extracted stays.') });
  }
  // What is back already is not ours, though it have the same bytes.
  const back = new Set(replaced.filter(([, vaulted]) => !isThere(vaulted)).map(([path]) => path));
  const there = files.map(([path, sha256, from]) => ({ path: join(target, path), sha256, from: join(staging, from) })).filter(({ path }) => isThere(path) && !back.has(path));
  if (mustBeWhole && files.length > 0 && there.length === 0) {
    throw new FilemillError('effect.final', t('What was extracted is no longer where it was put.'), { hint: t('Nothing was taken away. Look where it was moved to.') });
  }
  const ours: string[] = [];
  for (const { path, sha256, from } of there) {
    if (wasMoved(from, path) && lookAt(path)?.isFile() === true && (await hashAt(path)) === sha256) ours.push(path);
    else if (mustBeWhole) {
      throw new FilemillError('effect.changed', t('{path} has changed since it was extracted.', { path: displayName(path) }), { hint: t('All of it stays as it is.') });
    }
  }
  for (const path of ours) unlinkSync(toFsPath(path));
  for (const folder of [...folders.map((path) => join(target, path)), ...(isOwnFolder ? [target] : []), ...made]) removeIfEmpty(folder);
  for (const [path, vaulted] of replaced) await bringBack(parts, effect, vaulted, path);
}

/** A file that waits in staging is not the one at its destination, whatever that holds; unless it was given its name just then. */
function wasMoved(from: string, to: string): boolean {
  const waiting = lookAt(from);
  return waiting === undefined || waiting.ino === lookAt(to)?.ino;
}

/** Each with those above it, deepest first. */
function foldersOf(paths: Iterable<string>): string[] {
  const all = new Set<string>();
  for (const path of paths) for (let at = path; at !== '' && at !== '.' && !all.has(at); at = dirname(at)) all.add(at);
  return [...all].sort((a, b) => b.length - a.length);
}

const readData = ({ data }: Effect): ExtractData => (data === null ? beginData('', []) : extractDataSchema.parse(JSON.parse(data)));
