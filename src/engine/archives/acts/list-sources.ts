import { lstatSync, opendirSync, type BigIntStats } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { fromNameBytes, toFsPath } from '../../../base/byte-name';
import { isInside } from '../../../base/safe-path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import type { PackSource } from '../../../shared/model/packing';
import { numberedName } from '../../actions/numbered-name';
import { STAGING } from '../staging';
import { t } from '../../../shared/words/words';

export interface ListedSources {
  /** Folders before what is in them; each named below the folder that all given ones share. */
  sources: PackSource[];
  /** Links, devices, and what can't be looked at. */
  leftOut: { path: string; reason: string }[];
  /** That folder, absolute. */
  common: string;
  /** Folders that were gone through, absolute, each with its permission bits; those above before those in them. */
  folders: [path: string, mode: number][];
}

/** More does not fit one message to a worker. */
const MOST_SOURCES = 200_000;

/**
 * The files and folders that an archive would be made of. Links are not followed: what they lead to may lie anywhere.
 *
 * @param preservePaths false gives every file its bare name; files of one name are numbered by the caller's policy
 * @param except absolute paths that are never taken: the archive itself, Filemill's data
 * @throws FilemillError `file.vanished` when a given one is not there, `file.tooLarge` when there are too many
 */
export function listSources(paths: readonly string[], preservePaths: boolean, except: readonly string[]): ListedSources {
  const common = commonFolder(paths.map(dirname));
  const listed: ListedSources = { sources: [], leftOut: [], common, folders: [] };
  const taken = new Set<string>();
  const next = new Map<string, number>();
  const seen = new Set<string>();
  for (const path of [...new Set(paths)]) {
    if (!statOf(path)) throw new FilemillError('file.vanished', t('{path} is not there.', { path: displayName(path) }), { hint: t('Check the name.') });
    walk(path, listed, { preservePaths, except, taken, next, seen });
  }
  return listed;
}

interface Walk {
  preservePaths: boolean;
  except: readonly string[];
  taken: Set<string>;
  /** By bare name: the number to be tried next. */
  next: Map<string, number>;
  /** Paths; a file may be given by itself and with its folder. */
  seen: Set<string>;
}

function walk(top: string, listed: ListedSources, { preservePaths, except, taken, next, seen }: Walk): void {
  const toVisit = [top];
  for (let path = toVisit.pop(); path !== undefined; path = toVisit.pop()) {
    const stats = statOf(path);
    const at = path;
    if (!stats || seen.has(at) || basename(at) === STAGING || except.some((one) => isInside(one, at))) continue;
    seen.add(at);
    const isFolder = stats.isDirectory();
    if (!isFolder && !stats.isFile()) {
      listed.leftOut.push({ path, reason: stats.isSymbolicLink() ? t('A link; what it leads to is not followed.') : t('Not a regular file.') });
      continue;
    }
    if (isFolder) listed.folders.push([at, Number(stats.mode & 0o777n)]);
    if (isFolder) for (const name of namesIn(path, listed).reverse()) toVisit.push(join(at, name));
    if (isFolder && !preservePaths) continue;
    const below = path.slice(listed.common.length).split(sep).filter((part) => part !== '').join('/');
    const name = preservePaths ? below : freeName(basename(path), taken, next);
    if (taken.has(name)) continue;
    taken.add(name);
    listed.sources.push({ path, name, isFolder, size: isFolder ? 0 : Number(stats.size), mtimeMs: Number(stats.mtimeNs) / 1e6, mode: Number(stats.mode & 0o777n) });
    if (listed.sources.length > MOST_SOURCES) {
      throw new FilemillError('file.tooLarge', t('There are more than {most, number} files.', { most: MOST_SOURCES }), { hint: t('Make several archives.') });
    }
  }
}

/** Of several files with the same name all come in. */
function freeName(name: string, taken: ReadonlySet<string>, next: Map<string, number>): string {
  for (let number = next.get(name) ?? 1; ; number += 1) {
    const candidate = numberedName(name, number);
    if (taken.has(candidate)) continue;
    next.set(name, number + 1);
    return candidate;
  }
}

/** Sorted, so that the same folder gives the same order on every system. */
function namesIn(folder: string, { leftOut }: ListedSources): string[] {
  const names: string[] = [];
  try {
    const directory = opendirSync(toFsPath(folder) as string, { encoding: 'buffer' as BufferEncoding });
    try {
      for (let entry = directory.readSync(); entry; entry = directory.readSync()) names.push(fromNameBytes(entry.name as unknown as Buffer));
    } finally {
      directory.closeSync();
    }
  } catch (error) {
    leftOut.push({ path: folder, reason: t('The folder can’t be opened: {message}', { message: (error as Error).message }) });
  }
  return names.sort((a, b) => (a < b ? -1 : 1));
}

function statOf(path: string): BigIntStats | undefined {
  return lstatSync(toFsPath(path), { bigint: true, throwIfNoEntry: false });
}

function commonFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  return others.reduce((common, folder) => {
    let at = common;
    while (!isInside(at, folder) && at !== dirname(at)) at = dirname(at);
    return at;
  }, first);
}
