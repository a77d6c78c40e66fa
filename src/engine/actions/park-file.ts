import { unlinkSync, type BigIntStats } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { makeFolders } from '../../base/make-folders';
import { FilemillError, type ErrorData } from '../../shared/errors/filemill-error';
import { checkWithin, lookAt } from './file-version';
import { backOf, moveCompanion, type Companion } from './move-companion';
import { moveName, settleFolders } from './move-name';
import { removeReasonFile, writeReasonFile } from './reason-file';
import { t } from '../../shared/words/words';

/** The folder beside a file into which its kind of failure moves; never entered by a scan. */
export const ERRORS_FOLDER = 'errors';

export interface Parking {
  /** Absolute; the watched folder, which nothing leaves. */
  root: string;
  /** Absolute; where the file lies. */
  source: string;
  /** Absolute; where it goes. */
  target: string;
}

/** By what the version that failed is told from a newer one. */
export interface Version {
  ino: string;
  size: number;
  mtimeMs: number;
}

/** Where a file that failed goes: `errors/` beside it, under its own name or the next free one. Writes nothing. */
export function planParking(root: string, source: string): Parking {
  const folder = join(dirname(source), ERRORS_FOLDER);
  const name = basename(source);
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number += 1) {
    const target = join(folder, number === 1 ? name : `${stem} (${number})${extension}`);
    if (!lookAt(target) && !lookAt(`${target}.error`) && !lookAt(`${target}.meta.json`)) return { root, source, target };
  }
}

/**
 * Writes nothing.
 *
 * @throws FilemillError when another version lies there by now, or a link leads out of the root
 */
export function checkParking(parking: Parking, version: Version): void {
  checkPlace(parking);
  checkVersion(parking.source, version);
}

/**
 * Moves the file on its own file system and writes `<name>.error` beside it first, so that no file ever lies in
 * `errors/` without its reason. A file that took the name meanwhile is never overwritten.
 */
export function parkFile(parking: Parking, version: Version, error: ErrorData, now: number): void {
  const { source, target } = parking;
  makeFolders(dirname(target));
  writeReason(target, error, now);
  checkParking(parking, version);
  moveName(source, target);
  settleFolders(parking.source, parking.target);
  // Last: whoever looks for sidecars meets no second one for the same data.
  moveCompanion(sidecarOf(parking));
}

/** What other programs say of it goes where it goes. */
const sidecarOf = ({ source, target }: Parking): Companion => ({ source: `${source}.meta.json`, target: `${target}.meta.json` });

/**
 * The way back; the `.error` file goes with it.
 *
 * @returns whether a file lies at its place again; if not, it was taken away by hand
 * @throws when it has to stay where it is
 */
export function unparkFile(parking: Parking): boolean {
  checkPlace(parking);
  const { source, target } = parking;
  const before = lookAt(source);
  const parked = lookAt(target);
  if (before && parked && !isSameFile(before, parked)) {
    throw new FilemillError('file.changed', t('Another file lies at its place now.'), { hint: t('Move one of the two away, then retry.') });
  }
  if (parked && !parked.isFile()) throw new FilemillError('file.notRegular', t('What lies in its place in errors/ is no file.'));
  if (before && parked) unlinkSync(toFsPath(target));
  else if (parked) {
    makeFolders(dirname(source));
    checkPlace(parking);
    moveName(target, source);
  }
  moveCompanion(backOf(sidecarOf(parking)));
  removeReasonFile(target);
  settleFolders(parking.source, parking.target);
  return before !== undefined || parked !== undefined;
}

/**
 * Brings a parking that was interrupted to an end, forward where the file has reached its new place.
 *
 * @param ino the number it had; drives without numbers of their own give others after each mount
 * @returns whether the file is parked now; if not, it lies where it lay
 * @throws when it can't be told
 */
export function finishParking(parking: Parking, ino: string | null): boolean {
  checkPlace(parking);
  const { source, target } = parking;
  const before = lookAt(source);
  const parked = lookAt(target);
  if (!parked) {
    removeReasonFile(target);
    return false;
  }
  const isParked = before && isSameFile(before, parked) ? dropSource(parking) : !before || String(parked.ino) === ino;
  settleFolders(parking.source, parking.target);
  if (isParked) moveCompanion(sidecarOf(parking));
  return isParked;
}

/** Where the old name can't be taken away, the new one is, so that the file has one. */
function dropSource({ source, target }: Parking): boolean {
  try {
    unlinkSync(toFsPath(source));
    return true;
  } catch {
    unlinkSync(toFsPath(target));
    removeReasonFile(target);
    return false;
  }
}

function checkVersion(path: string, { ino, size, mtimeMs }: Version): void {
  const stats = lookAt(path);
  const isSame =
    stats?.isFile() &&
    String(stats.ino) === ino &&
    Number(stats.size) === size &&
    // The same instant is rounded in two ways: a hair below a whole millisecond in one, on it in the other.
    Math.abs(Number(stats.mtimeNs) / 1e6 - mtimeMs) < 1;
  if (!isSame) throw new FilemillError('file.changed', t('It is no longer the file that failed, and stays where it is.'));
}

/** No link leads out of the root, neither in the way to the file nor as `errors/`. */
function checkPlace({ root, source, target }: Parking): void {
  checkWithin(root, source);
  checkWithin(root, target);
  const errors = lookAt(dirname(target));
  if (!errors || errors.isDirectory()) return;
  throw new FilemillError('file.outsideFolder', t('A link leads out of the folder; the file stays where it is.'), {
    hint: t('Put a folder in the place of the link.'),
  });
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
  writeReasonFile(target, `${JSON.stringify(reason, null, 2)}\n`);
}

/** Two names of one file. The count of names guards where numbers mean nothing. */
function isSameFile(one: BigIntStats, other: BigIntStats): boolean {
  return one.ino === other.ino && one.dev === other.dev && one.nlink > 1n;
}
