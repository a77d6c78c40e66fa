import { lstatSync, type Stats } from 'node:fs';
import type { Sighting } from '../shared/contract/watch-api';

/** Index = code in the fingerprint table and in packed messages; 0 is an ordinary file. */
export const SPECIAL_KINDS = [null, 'link', 'fifo', 'socket', 'device', 'unreadable'] as const;
export const UNREADABLE = 5;
/** Code of a path at which nothing lies any more. */
export const GONE = 6;

const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;
const LINK = 0o120000;
const FIFO = 0o010000;
const SOCKET = 0o140000;

export const isDirectoryMode = (mode: number): boolean => (mode & TYPE_MASK) === DIRECTORY;

/** Code for everything that is no directory. */
export function kindCode(mode: number): number {
  switch (mode & TYPE_MASK) {
    case REGULAR:
      return 0;
    case LINK:
      return 1;
    case FIFO:
      return 2;
    case SOCKET:
      return 3;
    default:
      return 4;
  }
}

export const errorCodeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? '';

/** Nothing lies there, in contrast to: it can't be told what lies there. */
export const meansMissing = (code: string): boolean => code === 'ENOENT' || code === 'ENOTDIR';

/** Looks at the thing itself, never through a link. `null`: nothing there; an error code: it can't be told. */
export function lookAt(fsPath: string | Buffer): Stats | string | null {
  try {
    return lstatSync(fsPath, NO_THROW) ?? null;
  } catch (error) {
    const code = errorCodeOf(error);
    return meansMissing(code) ? null : code || 'EIO';
  }
}
/** Most missing files are reported without the cost of building an error. */
const NO_THROW = { throwIfNoEntry: false } as const;

/**
 * Device and file number as exact decimals. A double holds them exactly below 2^53, which covers the usual local file
 * systems; above (some network and union file systems) the number is read again as a bigint.
 */
export function exactIds(fsPath: string | Buffer, stats: Stats): { dev: string; ino: string } {
  if (Number.isSafeInteger(stats.ino) && Number.isSafeInteger(stats.dev)) {
    return { dev: String(stats.dev), ino: String(stats.ino) };
  }
  try {
    const exact = lstatSync(fsPath, { bigint: true });
    return { dev: String(exact.dev), ino: String(exact.ino) };
  } catch {
    return { dev: String(stats.dev), ino: String(stats.ino) };
  }
}

export const goneSighting = (path: string): Sighting => ({
  path,
  gone: true,
  special: null,
  size: 0,
  mtimeMs: 0,
  ctimeMs: 0,
  dev: '0',
  ino: '0',
});

export const unreadableSighting = (path: string): Sighting => ({ ...goneSighting(path), gone: false, special: 'unreadable' });

/** The sighting of a file or special file at which {@link lookAt} gave `stats`. */
export function sightingOf(path: string, fsPath: string | Buffer, stats: Stats): Sighting {
  const code = kindCode(stats.mode);
  const { dev, ino } = exactIds(fsPath, stats);
  return {
    path,
    gone: false,
    special: SPECIAL_KINDS[code as 0 | 1 | 2 | 3 | 4 | 5],
    size: code === 0 ? stats.size : 0,
    mtimeMs: stats.mtimeMs,
    ctimeMs: stats.ctimeMs,
    dev,
    ino,
  };
}

export const sameSighting = (a: Sighting, b: Sighting): boolean =>
  a.gone === b.gone &&
  a.size === b.size &&
  a.mtimeMs === b.mtimeMs &&
  a.ctimeMs === b.ctimeMs &&
  a.special === b.special &&
  a.ino === b.ino &&
  a.dev === b.dev;
