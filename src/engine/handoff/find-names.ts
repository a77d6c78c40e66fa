import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { ERRORS_FOLDER, PROCESSED_FOLDER } from './pair-names';
import { t } from '../../shared/words/words';

export interface FolderNames {
  folder: string;
  /** Of all that is no folder, in the order of their bytes. */
  names: string[];
}

interface WalkOptions {
  /** Also what was done with already: processed/ and errors/. */
  withResults?: boolean;
  /** Absolute; neither it nor what lies below. */
  without?: string | null;
  signal?: AbortSignal | undefined;
}

const DEEPEST = 64;

/**
 * A folder and those below it, one at a time. Links are not followed, hidden folders not entered; a folder that goes meanwhile, or can't be read, is told to `onUnreadable`.
 *
 * @throws FilemillError when the first one can't be read
 */
export function* walkFolders(root: string, { withResults = false, without = null, signal }: WalkOptions = {}, onUnreadable: (folder: string) => void = () => undefined): Generator<FolderNames> {
  const waiting = [{ folder: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    signal?.throwIfAborted();
    const { folder, depth } = next;
    const found = list(folder, depth === 0, onUnreadable);
    if (!found) continue;
    yield { folder, names: found.names };
    if (depth >= DEEPEST) continue;
    for (const name of found.folders.reverse()) {
      if (name.startsWith('.') || (!withResults && (name === PROCESSED_FOLDER || name === ERRORS_FOLDER))) continue;
      const path = join(folder, name);
      if (path !== without) waiting.push({ folder: path, depth: depth + 1 });
    }
  }
}

function list(folder: string, isRoot: boolean, onUnreadable: (folder: string) => void): { names: string[]; folders: string[] } | null {
  const names: string[] = [];
  const folders: string[] = [];
  try {
    for (const entry of readdirSync(toFsPath(folder), { withFileTypes: true, encoding: 'buffer' })) {
      (entry.isDirectory() ? folders : names).push(fromNameBytes(entry.name));
    }
  } catch (error) {
    if (!isRoot) {
      onUnreadable(folder);
      return null;
    }
    throw unreadableFolder(folder, error);
  }
  return { names: names.sort(), folders: folders.sort() };
}

function unreadableFolder(folder: string, error: unknown): FilemillError {
  const { code } = error as NodeJS.ErrnoException;
  const shown = displayName(folder);
  if (code === 'ENOENT') return new FilemillError('folder.missing', t('The folder {shown} is not there.', { shown }), { hint: t('Name one that is.'), cause: error });
  if (code === 'ENOTDIR') return new FilemillError('folder.notFolder', t('{shown} is no folder.', { shown }), { hint: t('Name the folder that holds the files.'), cause: error });
  return new FilemillError('folder.denied', t('The folder {shown} can’t be read ({code}).', { shown, code: code ?? t('no reason given') }), { hint: t('Give your account the right to read it.'), cause: error });
}
