import { lstatSync, realpathSync, type BigIntStats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import { isInside } from '../../base/safe-path';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Sighting } from '../../shared/contract/watch-api';
import { t } from '../../shared/words/words';

/** By what a file is known to be the one that was looked at before; numbers as exact decimals. */
export interface FileVersion {
  dev: string;
  ino: string;
  size: number;
  mtimeNs: string;
  ctimeNs: string;
  /** Permission bits. */
  mode: number;
  atimeNs: string;
  /** Names that the file has. */
  links: number;
}

/** What lies there itself, never what a link leads to; undefined when nothing does. */
export function lookAt(path: string): BigIntStats | undefined {
  try {
    return lstatSync(toFsPath(path), { throwIfNoEntry: false, bigint: true });
  } catch (error) {
    // A file has come where its folder was.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export const isThere = (path: string): boolean => lookAt(path) !== undefined;

/** @throws FilemillError `file.vanished` or `file.notRegular` */
export function versionAt(path: string): FileVersion {
  const stats = lookAt(path);
  if (!stats) throw new FilemillError('file.vanished', t('The file is not there any more.'), { hint: t('Nothing was done with it.') });
  if (!stats.isFile()) throw new FilemillError('file.notRegular', t('What lies there is no file any more.'), { hint: t('Nothing was done with it.') });
  return versionOf(stats);
}

export const versionOf = (stats: BigIntStats): FileVersion => ({
  dev: String(stats.dev),
  ino: String(stats.ino),
  size: Number(stats.size),
  mtimeNs: String(stats.mtimeNs),
  ctimeNs: String(stats.ctimeNs),
  mode: Number(stats.mode & 0o7777n),
  atimeNs: String(stats.atimeNs),
  links: Number(stats.nlink),
});

/** Nothing has touched it in between, not even its rights. */
export const isUntouched = (one: FileVersion, other: FileVersion): boolean =>
  isSameNode(one, other) && one.size === other.size && one.mtimeNs === other.mtimeNs && one.ctimeNs === other.ctimeNs;

/** Two names of one file. */
export const isSameNode = (one: Pick<FileVersion, 'dev' | 'ino'>, other: Pick<FileVersion, 'dev' | 'ino'>): boolean =>
  one.dev === other.dev && one.ino === other.ino;

/** The very file, and nobody has written into it: a number alone may be another file's by now. */
export const isStill = (one: FileVersion, before: FileVersion): boolean => isSameNode(one, before) && one.size === before.size && one.mtimeNs === before.mtimeNs;

/** A file that lies there itself, never what a link leads to; undefined for anything else. */
export function fileHere(path: string): FileVersion | undefined {
  const stats = lookAt(path);
  return stats?.isFile() ? versionOf(stats) : undefined;
}

/** Copies have their original's size and time, as finely as their file system keeps it: two seconds on the coarsest. */
export function isCopyOf(copy: FileVersion, version: FileVersion): boolean {
  const apartNs = Math.abs(Number(BigInt(copy.mtimeNs) - BigInt(version.mtimeNs)));
  return copy.size === version.size && apartNs <= 2e9;
}

/** As the watcher sees it, so that its next look is no news. */
export function sightingAt(root: string, path: string): Sighting {
  const stats = lstatSync(toFsPath(join(root, path)));
  const { dev, ino } = versionAt(join(root, path));
  return { path, gone: false, special: null, size: stats.size, mtimeMs: stats.mtimeMs, ctimeMs: stats.ctimeMs, dev, ino };
}

/**
 * No link leads out of the root on the way to the file.
 *
 * @throws FilemillError `file.outsideFolder`
 */
export function checkWithin(root: string, path: string): void {
  const realRoot = fromNameBytes(realpathSync.native(toFsPath(root), 'buffer'));
  if (isInside(realRoot, realFolderOf(dirname(path)))) return;
  throw new FilemillError('file.outsideFolder', t('A link leads out of the folder; the file stays where it is.'), {
    hint: t('Put a folder in the place of the link.'),
  });
}

/** As `base/safe-path` has it, for names of any bytes. */
function realFolderOf(folder: string): string {
  try {
    return fromNameBytes(realpathSync.native(toFsPath(folder), 'buffer'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error;
    return join(realFolderOf(dirname(folder)), basename(folder));
  }
}
