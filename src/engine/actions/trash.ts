import { accessSync, closeSync, constants, lstatSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { isThere } from './file-version';

/**
 * The system's trash as folders: on Linux as the freedesktop.org Trash specification 1.0 has it, on macOS `~/.Trash`.
 * Windows has it behind a call only.
 */
export interface TrashFolder {
  /** Where files go. */
  files: string;
  /** Where each has its `.trashinfo`; null where the system needs none. */
  info: string | null;
  /** Paths in `.trashinfo` are relative to it; null for absolute ones. */
  top: string | null;
}

/** Where a file would go. */
export interface TrashPlace {
  target: string;
  infoPath: string | null;
}

export interface TrashEnvironment {
  platform: NodeJS.Platform;
  home: string;
  /** `$XDG_DATA_HOME` */
  dataHome: string;
  uid: number;
}

const NAME_BYTES = 255;
const INFO_ENDING = '.trashinfo';

export function trashEnvironment(): TrashEnvironment {
  const home = homedir();
  const { XDG_DATA_HOME: dataHome } = process.env;
  return {
    platform: process.platform,
    home,
    // The base directory specification has relative ones ignored.
    dataHome: dataHome?.startsWith('/') ? dataHome : join(home, '.local', 'share'),
    uid: process.getuid?.() ?? 0,
  };
}

/** How the trash is looked for. */
export interface TrashSearch {
  /** It lies on a network share: a trash there would be nobody's to empty. */
  isShared?: boolean;
  /** Make it where it is not there yet; else it is enough that it could be made. */
  mayMake?: boolean;
}

/** The trash for files of this folder; null where there is none on its file system. */
export function trashFor(folder: string, environment: TrashEnvironment, { isShared = false, mayMake = true }: TrashSearch = {}): TrashFolder | null {
  const { platform, home, dataHome, uid } = environment;
  if (platform === 'win32') return null;
  const device = deviceOf(folder);
  if (device === null) return null;
  if (platform === 'darwin') {
    const trash = join(home, '.Trash');
    return deviceOf(home) === device && isUsable(trash, uid) ? { files: trash, info: null, top: null } : null;
  }
  const homeTrash = join(dataHome, 'Trash');
  if (deviceOf(homeTrash) === device) {
    const trash = partsOf(homeTrash, null, uid, mayMake);
    if (trash) return trash;
  }
  if (isShared) return null;
  const top = topOf(folder, device);
  const shared = join(top, '.Trash');
  const ofUser = isSharedTrash(shared) ? partsOf(join(shared, String(uid)), top, uid, mayMake) : null;
  return ofUser ?? partsOf(join(top, `.Trash-${uid}`), top, uid, mayMake);
}

/** A name that is free in both of its folders; writes nothing. */
export function planTrash({ files, info }: TrashFolder, source: string): TrashPlace {
  const name = basename(source);
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number += 1) {
    const ending = `${number === 1 ? '' : ` (${number})`}${extension}`;
    const free = `${cutTo(stem, NAME_BYTES - INFO_ENDING.length - byteLength(ending))}${ending}`;
    const place = { target: join(files, free), infoPath: info === null ? null : join(info, `${free}${INFO_ENDING}`) };
    if (!isThere(place.target) && (place.infoPath === null || !isThere(place.infoPath))) return place;
  }
}

/**
 * Tells the desktop where the file came from, before it goes: this also takes its name in the trash.
 *
 * @throws an error with the code EEXIST when somebody else took the name meanwhile
 */
export function writeTrashInfo({ infoPath }: TrashPlace, { top }: TrashFolder, source: string, now: Date): void {
  if (infoPath === null) return;
  const path = top === null ? source : relative(top, source).split(sep).join('/');
  const text = `[Trash Info]\nPath=${percentEncode(path)}\nDeletionDate=${localTime(now)}\n`;
  const descriptor = openSync(toFsPath(infoPath), constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

export function removeTrashInfo(infoPath: string | null): void {
  if (infoPath !== null) rmSync(toFsPath(infoPath), { force: true });
}

/** As in a URL: all bytes but the unreserved ones and the slash. */
export function percentEncode(path: string): string {
  const fsPath = toFsPath(path);
  const bytes = typeof fsPath === 'string' ? Buffer.from(fsPath, 'utf8') : fsPath;
  let encoded = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9\-._~/]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** "2026-11-22T10:13:10", without a zone, as the specification asks. */
function localTime(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

function partsOf(trash: string, top: string | null, uid: number, mayMake: boolean): TrashFolder | null {
  const files = join(trash, 'files');
  const info = join(trash, 'info');
  return [trash, files, info].every((folder) => isOurs(folder, uid, mayMake)) ? { files, info, top } : null;
}

/** A folder of ours that can be written, or could be made; a link in its place is not trusted. */
function isOurs(folder: string, uid: number, mayMake: boolean): boolean {
  try {
    if (isThere(folder)) return isUsable(folder, uid);
    if (!mayMake) return canMakeIn(dirname(folder));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isUsable(folder, uid);
  } catch {
    // Read-only, or not ours: there is no trash here.
    return false;
  }
}

/** Whether something could be made in the folder, or where it would be made itself. */
function canMakeIn(folder: string): boolean {
  if (!isThere(folder)) return dirname(folder) !== folder && canMakeIn(dirname(folder));
  accessSync(folder, constants.W_OK | constants.X_OK);
  return true;
}

function isUsable(folder: string, uid: number): boolean {
  try {
    const stats = lstatSync(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return stats.isDirectory() && stats.uid === uid;
  } catch {
    return false;
  }
}

/** One that the administrator has made for everyone counts only with its sticky bit, and when it is no link. */
function isSharedTrash(folder: string): boolean {
  try {
    const stats = lstatSync(folder);
    return stats.isDirectory() && (stats.mode & 0o1000) !== 0;
  } catch {
    return false;
  }
}

/** Of the folder, or of where it would be made. */
function deviceOf(folder: string): bigint | null {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return statSync(toFsPath(at), { bigint: true }).dev;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(at) === at) return null;
    }
  }
}

/** The folder at which the file system is mounted. */
function topOf(folder: string, device: bigint): string {
  let top = folder;
  while (dirname(top) !== top && deviceOf(dirname(top)) === device) top = dirname(top);
  return top;
}

const byteLength = (name: string): number => Buffer.byteLength(toFsPath(name));

/** The beginning that fits, in whole characters. */
function cutTo(stem: string, maxBytes: number): string {
  let cut = stem;
  while (byteLength(cut) > maxBytes) cut = [...cut].slice(0, -1).join('');
  return cut;
}
