import { closeSync, constants, existsSync, open, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getSystemErrorName, promisify } from 'node:util';
import { toFsPath } from '../../base/byte-name';
import { ownedName } from '../../base/owned-folder';
import { linkName } from '../actions/give-name';
import { pathIn } from './pair-names';
import { dropTemporary, MODE } from './write-temporary';

/** A new file that nobody meets before it gets its name. */
export interface FileInMaking {
  /** Open for reading and writing. */
  readonly fd: number;
  /** Gives it a name, as one that is made, not renamed; one that is taken is never overwritten. @returns false when it is taken */
  giveName(to: string): boolean;
  /** What got no name is gone. */
  close(): void;
}

const openOne = promisify(open);

/**
 * Without any name where the system can (Linux: O_TMPFILE), so that a kill leaves nothing of it, and a folder has one change of its names
 * instead of three; else under a temporary one. Making a file is the slowest of what is done with a small one: several may be made at one time.
 *
 * @param folder absolute
 * @param prefix of the temporary name
 * @throws what opening throws
 */
export async function makeFile(folder: string, prefix: string): Promise<FileInMaking> {
  const nameless = canBeNameless() ? await openOne(toFsPath(folder), NAMELESS, MODE).catch(() => null) : null;
  if (nameless !== null) return namelessFile(nameless);
  const temporary = pathIn(folder, ownedName(prefix));
  return namedFile(temporary, await openOne(toFsPath(temporary), 'wx+', MODE));
}

/** As `makeFile`, for one at a time: going to another thread and back takes longer then. */
export function makeFileNow(folder: string, prefix: string): FileInMaking {
  const nameless = canBeNameless() ? openNameless(folder) : null;
  if (nameless !== null) return namelessFile(nameless);
  const temporary = pathIn(folder, ownedName(prefix));
  return namedFile(temporary, openSync(toFsPath(temporary), 'wx+', MODE));
}

const namelessFile = (fd: number): FileInMaking => ({ fd, giveName: (to) => nameOpen(fd, to), close: () => closeSync(fd) });

const namedFile = (temporary: string, fd: number): FileInMaking => ({
  fd,
  giveName: (to) => linkName(temporary, to),
  close: () => {
    closeSync(fd);
    dropTemporary(temporary);
  },
});
/** Of <linux/fcntl.h>. */
const O_TMPFILE = 0o20000000 | (constants.O_DIRECTORY ?? 0);
const AT_FDCWD = -100;
const AT_SYMLINK_FOLLOW = 0x400;
const AT_EMPTY_PATH = 0x1000;
const ENOENT = 2;
const EEXIST = 17;

const NAMELESS = O_TMPFILE | constants.O_RDWR;

const canBeNameless = (): boolean => Boolean((native ??= load()));

/** Null where it can't be done: a file system without it, a folder that is not there or not ours, which says so again under the temporary name. */
function openNameless(folder: string): number | null {
  try {
    return openSync(toFsPath(folder), NAMELESS, MODE);
  } catch {
    return null;
  }
}

/** The two ways of linkat(2)'s manual for such a file: the quick one, which systems before Linux 6.10 leave to the superuser, and the one for all. */
function nameOpen(fd: number, to: string): boolean {
  const { linkat, errno } = native as Native;
  const name = terminated(to);
  if (linkat(fd, '', AT_FDCWD, name, AT_EMPTY_PATH) === 0) return true;
  if (errno() === ENOENT && linkat(AT_FDCWD, `/proc/self/fd/${fd}`, AT_FDCWD, name, AT_SYMLINK_FOLLOW) === 0) return true;
  const code = errno();
  if (code === EEXIST) return false;
  const said = getSystemErrorName(-code);
  throw Object.assign(new Error(`${said}: link '${to}'`), { code: said, errno: -code, syscall: 'link', path: to });
}

/** Names need not be UTF-8. */
function terminated(path: string): string | Buffer {
  const plain = toFsPath(path);
  return typeof plain === 'string' ? plain : Buffer.concat([plain, Buffer.alloc(1)]);
}

interface Native {
  linkat: (...args: unknown[]) => number;
  errno: () => number;
}
let native: Native | false | undefined;

function load(): Native | false {
  if (process.platform !== 'linux' || !existsSync('/proc/self/fd')) return false;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const linkat = koffi.load('libc.so.6').func('int linkat(int fromFolder, const char *from, int toFolder, const char *to, int flags)') as Native['linkat'];
    return { linkat, errno: () => koffi.errno() };
  } catch {
    return false;
  }
}
