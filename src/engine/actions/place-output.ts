import { accessSync, constants, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import type { TransformOutput } from '../../shared/model/transform';
import { copyVerified, place } from './copy-verified';
import { isThere, lookAt, versionAt } from './file-version';
import { numberedName } from './numbered-name';
import { toOutputError } from './output-error';

export interface NewFile {
  /** Absolute; where it lies now, in scratch. */
  from: string;
  sha256: string;
  /** Absolute; made where it is not there. */
  folder: string;
  name: string;
  conflict: TransformOutput['conflict'];
  /** For sentences: "picture". */
  what: string;
  /** It lies beside its name-to-be already, proved and written through: it is renamed, not copied. */
  isBeside?: boolean;
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
export async function placeOutput({ from, sha256, folder, name, conflict, what, isBeside = false }: NewFile, steps: Steps): Promise<string | null> {
  openFolder(folder, what);
  let bringBack: (() => Promise<void>) | null = null;
  try {
    for (let number = 1; number <= MOST_NAMES; number++) {
      const target = join(folder, numberedName(name, conflict === 'rename' ? number : 1));
      const isTaken = isThere(target);
      if (isTaken && conflict === 'skip') return null;
      if (isTaken && conflict === 'rename') continue;
      if (isTaken) checkReplaceable(target);
      if (isTaken && bringBack) throw new FilemillError('file.changed', 'Another program writes under the same name.', { hint: 'Try again.' });
      const beside = steps.begin(target);
      const temporary = isBeside ? from : await copyVerified(from, target, versionAt(from), sha256, { temporary: beside });
      if (isTaken) bringBack = await steps.putAside(target);
      if (placed(temporary, target, isBeside)) return target;
    }
    throw new FilemillError('folder.denied', `No name is free for ${displayName(name)}.`, { hint: 'Choose another name or folder.' });
  } catch (error) {
    await bringBack?.();
    throw toOutputError(error, folder, what);
  }
}

/** @returns whether it has its name; if not, another file took it this very moment */
function placed(temporary: string, target: string, mayTryAgain: boolean): boolean {
  try {
    place(temporary, target);
    return true;
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (!isTaken || !mayTryAgain) rmSync(toFsPath(temporary), { force: true });
    if (isTaken) return false;
    throw error;
  }
}

function openFolder(folder: string, what: string): void {
  try {
    mkdirSync(toFsPath(folder), { recursive: true });
    if (!statSync(toFsPath(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    accessSync(toFsPath(folder), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw toOutputError(error, folder, what);
  }
}

function checkReplaceable(target: string): void {
  if (lookAt(target)?.isFile() !== false) return;
  throw new FilemillError('file.notRegular', `${displayName(target)} is a folder or a link and is not replaced.`, { hint: 'Choose another name.' });
}
