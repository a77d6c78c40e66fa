import { linkSync, lstatSync, mkdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { atomicWrite, syncFolder } from '../../base/atomic-write';
import { toFsPath } from '../../base/byte-name';
import type { ErrorData } from '../../shared/errors/filemill-error';

/** The folder beside a file into which its kind of failure moves; never entered by a scan. */
export const ERRORS_FOLDER = 'errors';

export interface Parking {
  /** Absolute; where the file lies. */
  source: string;
  /** Absolute; where it goes. */
  target: string;
}

/** Where a file that failed goes: `errors/` beside it, under its own name or the next free one. Writes nothing. */
export function planParking(source: string): Parking {
  const folder = join(dirname(source), ERRORS_FOLDER);
  const name = basename(source);
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number += 1) {
    const target = join(folder, number === 1 ? name : `${stem} (${number})${extension}`);
    if (!isThere(target) && !isThere(`${target}.error`)) return { source, target };
  }
}

/**
 * Moves the file on its own file system and writes `<name>.error` beside it first, so that no file ever lies in
 * `errors/` without its reason. A file that took the name meanwhile is never overwritten.
 */
export function parkFile({ source, target }: Parking, error: ErrorData, now: number): void {
  mkdirSync(toFsPath(dirname(target)), { recursive: true });
  writeReason(target, error, now);
  moveWithoutOverwriting(source, target);
  syncFolder(dirname(source));
  syncFolder(dirname(target));
}

/** The way back; the `.error` file goes when the file is at its place again. */
export function unparkFile({ source, target }: Parking): void {
  mkdirSync(toFsPath(dirname(source)), { recursive: true });
  moveWithoutOverwriting(target, source);
  rmSync(toFsPath(`${target}.error`), { force: true });
  syncFolder(dirname(source));
  syncFolder(dirname(target));
}

/**
 * Brings a parking that was interrupted to an end, forward where the file has reached its new place.
 *
 * @returns whether the file is parked now; if not, it lies where it lay
 */
export function finishParking({ source, target }: Parking, ino: string): boolean {
  if (!hasNumber(target, ino)) {
    rmSync(toFsPath(`${target}.error`), { force: true });
    return false;
  }
  if (hasNumber(source, ino)) unlinkSync(toFsPath(source));
  syncFolder(dirname(target));
  return true;
}

/** Shape of the file-based integration between programs: other programs read it. */
function writeReason(target: string, error: ErrorData, now: number): void {
  const reason = {
    filename: basename(target),
    error: error.message,
    timestamp: new Date(now).toISOString(),
    code: error.code,
    hint: error.hint,
    ...(error.details === undefined ? {} : { details: error.details }),
  };
  atomicWrite(`${target}.error`, `${JSON.stringify(reason, null, 2)}\n`, 0o644);
}

/** A hard link fails when the name is taken, which a rename would not; where links can't be made a rename must do. */
function moveWithoutOverwriting(from: string, to: string): void {
  try {
    linkSync(toFsPath(from), toFsPath(to));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT' || code === 'ENOSPC') throw error;
    if (isThere(to)) throw Object.assign(new Error(`${to} exists`), { code: 'EEXIST' });
    renameSync(toFsPath(from), toFsPath(to));
    return;
  }
  unlinkSync(toFsPath(from));
}

const isThere = (path: string): boolean => lstatSync(toFsPath(path), { throwIfNoEntry: false }) !== undefined;

function hasNumber(path: string, ino: string): boolean {
  const stat = lstatSync(toFsPath(path), { throwIfNoEntry: false, bigint: true });
  return stat !== undefined && String(stat.ino) === ino;
}
