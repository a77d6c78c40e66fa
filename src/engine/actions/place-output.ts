import { accessSync, constants, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { makeFolders } from '../../base/make-folders';
import type { TransformOutput } from '../../shared/model/transform';
import { copyVerified, hashAt, place } from './copy-verified';
import { isThere, lookAt, versionAt } from './file-version';
import { moveName } from './move-name';
import { numberedName } from './numbered-name';
import { toOutputError } from './output-error';
import { placeNew, type Placed } from './place-new';
import { unlessTaken } from './unless-taken';

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
  /** Absolute, for the nth name that is tried, from 1; left out, it is "name (2)". */
  targetAt?(number: number): string;
  /** It lies beside its name-to-be already, proved and written through: it is renamed, not copied. */
  isBeside?: boolean;
}

/** What is told of each step before it is taken. */
export interface Steps {
  /** It is to get this name; called again for another one in the same folder. @returns the temporary name beside it */
  begin(target: string): string;
  /** A file that has the name already is to be put aside, where it may be replaced. @returns the way back */
  putAside(target: string): Promise<() => Promise<void>>;
  /** It is to get another name; left out, it just gets it. @returns the way back */
  displace?(target: string, to: string): Promise<() => Promise<void>>;
}

/**
 * Copies a finished file to where a person wants it: under a temporary name, written through to the disk and read again,
 * then under its own. A file that lies there is never overwritten.
 *
 * @throws FilemillError `folder.denied`, `folder.missing`, `folder.notFolder`, `disk.full`, `file.notRegular`
 */
export async function placeOutput({ from, sha256, folder, name, conflict, what, targetAt = (number) => join(folder, numberedName(name, number)), isBeside = false }: NewFile, steps: Steps): Promise<Placed> {
  openFolder(folder, what);
  let temporary: string | null = null;
  const drop = (): void => {
    if (temporary !== null && !isBeside) rmSync(toFsPath(temporary), { force: true });
  };
  try {
    const placed = await placeNew(
      {
        targetAt,
        conflict,
        isSame: async (path) => Number(lookAt(path)?.size) === versionAt(from).size && (await hashAt(path)) === sha256,
      },
      {
        begin: (target) => {
          const beside = steps.begin(target);
          temporary = isBeside ? from : beside;
        },
        retarget: (target) => void steps.begin(target),
        prepare: async (target) => {
          if (!isBeside) await copyVerified(from, target, versionAt(from), sha256, { temporary: temporary ?? from });
        },
        putAside: (target) => steps.putAside(target),
        displace: (target, to) => (steps.displace ? steps.displace(target, to) : justRename(target, to)),
        put: (target) => unlessTaken(() => place(temporary ?? from, target)),
      },
    );
    if (placed.state === 'skipped') drop();
    return placed;
  } catch (error) {
    drop();
    throw toOutputError(error, folder, what);
  }
}

function justRename(target: string, to: string): Promise<() => Promise<void>> {
  moveName(target, to);
  return Promise.resolve(() => {
    if (!isThere(target)) moveName(to, target);
    return Promise.resolve();
  });
}

function openFolder(folder: string, what: string): void {
  try {
    makeFolders(folder);
    if (!statSync(toFsPath(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    accessSync(toFsPath(folder), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw toOutputError(error, folder, what);
  }
}
