import { rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { toFsPath } from '../../../base/byte-name';
import type { Log } from '../../../base/log';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { hashAt } from '../../actions/copy-verified';
import { isThere, lookAt } from '../../actions/file-version';
import type { Database } from '../../store/database';
import { Effects, type Effect } from '../../store/effects';
import { closeStaging } from '../staging';
import type { Placement } from './place-unpacked';

/** What undoing needs. Paths of `files` and `folders` are below the effect's target. */
const extractDataSchema = z.object({
  staging: z.string(),
  files: z.array(z.tuple([z.string(), z.string()])),
  folders: z.array(z.string()),
  /** The target itself was made. */
  isOwnFolder: z.boolean(),
});
type ExtractData = z.infer<typeof extractDataSchema>;

/** To be noted before anything is moved. */
export function extractData(staging: string, { target, whole, items }: Placement): ExtractData {
  const below = (path: string): string => path.slice(target.length + 1);
  return {
    staging,
    files: items.flatMap(({ entry, to }) => (entry.type === 'file' ? [[below(to), entry.sha256 ?? ''] as [string, string]] : [])),
    folders: foldersOf(items.map(({ entry, to }) => below(entry.type === 'folder' ? to : dirname(to)))).filter((path) => whole !== null || !isThere(join(target, path))),
    isOwnFolder: whole !== null,
  };
}

/** @throws FilemillError `effect.changed` when a file is no longer what was written; all of them then stay */
export async function undoExtract(database: Database, effect: Effect): Promise<void> {
  const effects = new Effects(database);
  if (!database.transaction((writer) => effects.move(writer, effect.id, 'done', 'undoing'))) {
    throw new FilemillError('effect.final', 'It can’t be taken back any more.', { hint: 'Nothing was changed.' });
  }
  try {
    await takeAway(effect, { mustBeWhole: true });
  } catch (error) {
    database.transaction((writer) => void effects.move(writer, effect.id, 'undoing', 'done'));
    throw error;
  }
  database.transaction((writer) => void effects.move(writer, effect.id, 'undoing', 'undone'));
}

/** What an end of Filemill has interrupted: nothing of it stays. To be called before anything else is written. */
export async function recoverExtracts(database: Database, log: Log): Promise<void> {
  const effects = new Effects(database);
  for (const effect of [...effects.intended(['extract']), ...effects.undoing(['extract'])]) {
    const { id, state, source, target } = effect;
    // A drive that is away: at the next start.
    if (!isThere(dirname(target))) continue;
    try {
      await takeAway(effect, { mustBeWhole: false });
      closeStaging(readData(effect).staging);
      database.transaction((writer) => void effects.move(writer, id, state, state === 'undoing' ? 'undone' : 'failed'));
    } catch (error) {
      log.warn('extract.unfinished', { source, target, error });
    }
  }
}

/** Removes the files that are as they were written, and the folders that are empty then. */
export async function takeAway(effect: Effect, { mustBeWhole }: { mustBeWhole: boolean }): Promise<void> {
  const { target } = effect;
  const { files, folders, isOwnFolder } = readData(effect);
  const there = files.map(([path, sha256]) => ({ path: join(target, path), sha256 })).filter(({ path }) => isThere(path));
  const isOurs = async ({ path, sha256 }: { path: string; sha256: string }): Promise<boolean> =>
    lookAt(path)?.isFile() === true && (await hashAt(path)) === sha256;
  const ours: string[] = [];
  for (const file of there) {
    if (await isOurs(file)) ours.push(file.path);
    else if (mustBeWhole) {
      throw new FilemillError('effect.changed', `${file.path} has changed since it was extracted.`, { hint: 'All of it stays as it is.' });
    }
  }
  for (const path of ours) unlinkSync(toFsPath(path));
  for (const folder of [...folders.map((path) => join(target, path)), ...(isOwnFolder ? [target] : [])]) removeIfEmpty(folder);
}

/** Each with those above it, deepest first. */
function foldersOf(paths: string[]): string[] {
  const all = new Set<string>();
  for (const path of paths) for (let at = path; at !== '' && at !== '.'; at = dirname(at)) all.add(at);
  return [...all].sort((a, b) => b.length - a.length);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(toFsPath(folder));
  } catch {
    // Somebody has put something there, or it was there before.
  }
}

const readData = ({ data }: Effect): ExtractData =>
  data === null ? { staging: '', files: [], folders: [], isOwnFolder: false } : extractDataSchema.parse(JSON.parse(data));
