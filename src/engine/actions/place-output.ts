import { accessSync, constants, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import type { TransformOutput } from '../../shared/model/transform';
import { copyVerified, place } from './copy-verified';
import { isThere, lookAt, versionAt } from './file-version';

export interface NewFile {
  /** Absolute; where it lies now, in scratch. */
  from: string;
  sha256: string;
  /** Absolute; made where it is not there. */
  folder: string;
  name: string;
  conflict: TransformOutput['conflict'];
}

/** What is told of each step before it is taken. */
export interface Steps {
  /** It is to get this name; called again for another one. @returns the temporary name beside it */
  begin(target: string): string;
  /** A file that has the name already is to be put aside, where it may be replaced. @returns the way back */
  putAside(target: string): Promise<() => Promise<void>>;
}

/** Names are tried so often before something must be wrong. */
const MOST_NAMES = 10_000;

/**
 * Copies a finished file to where a person wants it: under a temporary name, written through to the disk and read again,
 * then under its own. A file that lies there is never overwritten.
 *
 * @returns its path; null where the name was taken and is to be left alone
 * @throws FilemillError `folder.denied`, `folder.missing`, `folder.notFolder`, `disk.full`, `file.notRegular`
 */
export async function placeOutput({ from, sha256, folder, name, conflict }: NewFile, steps: Steps): Promise<string | null> {
  openFolder(folder);
  let bringBack: (() => Promise<void>) | null = null;
  try {
    for (let number = 1; number <= MOST_NAMES; number++) {
      const target = join(folder, numbered(name, conflict === 'rename' ? number : 1));
      const isTaken = isThere(target);
      if (isTaken && conflict === 'skip') return null;
      if (isTaken && conflict === 'rename') continue;
      if (isTaken) checkReplaceable(target);
      if (isTaken && bringBack) throw new FilemillError('file.changed', 'Another program writes under the same name.', { hint: 'Try again.' });
      const temporary = await copyVerified(from, target, versionAt(from), sha256, { temporary: steps.begin(target) });
      if (isTaken) bringBack = await steps.putAside(target);
      if (placed(temporary, target)) return target;
    }
    throw new FilemillError('folder.denied', `No name is free for ${displayName(name)}.`, { hint: 'Choose another name or folder.' });
  } catch (error) {
    await bringBack?.();
    throw toOutputError(error, folder);
  }
}

/** @returns whether it has its name; if not, another file took it this very moment */
function placed(temporary: string, target: string): boolean {
  try {
    place(temporary, target);
    return true;
  } catch (error) {
    rmSync(toFsPath(temporary), { force: true });
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function openFolder(folder: string): void {
  try {
    mkdirSync(toFsPath(folder), { recursive: true });
    if (!statSync(toFsPath(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    accessSync(toFsPath(folder), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw toOutputError(error, folder);
  }
}

function checkReplaceable(target: string): void {
  if (lookAt(target)?.isFile() !== false) return;
  throw new FilemillError('file.notRegular', `${displayName(target)} is a folder or a link and is not replaced.`, { hint: 'Choose another name.' });
}

function numbered(name: string, number: number): string {
  if (number === 1) return name;
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}

function toOutputError(error: unknown, folder: string): unknown {
  const shown = displayName(folder);
  const extras = { cause: error, details: error instanceof Error ? error.message : String(error) };
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new FilemillError('folder.denied', `Filemill is not allowed to write into ${shown}.`, { ...extras, hint: 'Choose another folder, or give your account the right to write there.' });
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new FilemillError('disk.full', `There is no room left for the picture in ${shown}.`, { ...extras, hint: 'Free some space, or choose a folder on another disk.' });
    case 'ENOTDIR':
    case 'EEXIST':
      return new FilemillError('folder.notFolder', `${shown} is no folder.`, { ...extras, hint: 'Choose a folder.' });
    case 'ENOENT':
      return new FilemillError('folder.missing', `${dirname(shown) === shown ? shown : `The folder ${shown}`} is not there any more.`, { ...extras, hint: 'Choose another folder, or connect its drive.' });
    case 'ENAMETOOLONG':
      return new FilemillError('settings.invalid', 'The name is too long for this disk.', { ...extras, hint: 'Choose a shorter name.' });
    default:
      return error;
  }
}
