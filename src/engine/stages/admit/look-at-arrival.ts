import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { toFsPath } from '../../../base/byte-name';
import { lockPathOf, lookAtLock, NO_LOCK, type LockView } from '../../../base/lock/look-at-lock';
import { hasOpenWriter } from '../../../base/open-writers';
import { hasEndMark, HEAD_BYTES, isCut, TAIL_BYTES } from './end-marks';

const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What lies at a path at one instant. The questions are asked in this order, and only as far as needed. */
export interface Look {
  isFile: boolean;
  size: number;
  mtimeMs: number;
  ctimeMs: number;
  ino: string;
  /** Whether a program has it open for writing; null where the system can't tell. */
  hasWriter(): boolean | null;
  /** Its format has an end mark, and it is not there. */
  isCut(): boolean;
  /** What the `.lock` beside it says: the hand-off between programs. */
  lock(): LockView;
}

/** `gone`, or `unreadable`: whatever it is, the worker meets it too and can name it. */
export type Missing = 'gone' | 'unreadable';

const missing = (error: unknown): Missing => ((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'unreadable');

/** Looks at once. Only for file systems of this machine: on others the system may hang. */
export function lookHere<R>(path: string, judge: (look: Look | Missing) => R): R {
  let descriptor: number;
  try {
    descriptor = openSync(toFsPath(path), OPEN_FLAGS);
  } catch (error) {
    return judge(missing(error));
  }
  try {
    const stats = statOf(descriptor);
    if (!stats) return judge('unreadable');
    return judge({
      ...versionOf(stats),
      hasWriter: () => (stats.isFile() ? hasOpenWriter(descriptor) : false),
      isCut: () => stats.isFile() && looksCut(stats.size, (position, length) => readPart(descriptor, position, length)),
      lock: () => lockOf(path),
    });
  } finally {
    closeSync(descriptor);
  }
}

/** The same from afar, answered when the file system answers. Who writes there can't be told. */
export async function lookAfar(path: string): Promise<Look | Missing> {
  try {
    const file = await open(toFsPath(path), OPEN_FLAGS);
    try {
      const stats = await file.stat();
      const ends = new Map<number, Buffer>();
      for (const [position, length] of endsOf(stats.size)) {
        const bytes = Buffer.alloc(length);
        const { bytesRead } = await file.read(bytes, 0, length, position);
        ends.set(position, bytes.subarray(0, bytesRead));
      }
      const isLocked = await lstat(toFsPath(lockPathOf(path))).then(
        () => true,
        () => false,
      );
      return {
        ...versionOf(stats),
        hasWriter: () => (stats.isFile() ? null : false),
        isCut: () => stats.isFile() && looksCut(stats.size, (position) => ends.get(position) ?? Buffer.alloc(0)),
        // The file system has just answered; only where there is one it is opened.
        lock: () => (isLocked ? lockOf(path) : NO_LOCK),
      };
    } finally {
      await file.close();
    }
  } catch (error) {
    return missing(error);
  }
}

function versionOf(stats: Stats): Pick<Look, 'isFile' | 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'> {
  return { isFile: stats.isFile(), size: stats.size, mtimeMs: stats.mtimeMs, ctimeMs: stats.ctimeMs, ino: String(stats.ino) };
}

/** Where the head and the tail lie: position and length. */
function endsOf(size: number): [head: [number, number], tail: [number, number]] {
  const tailBytes = Math.min(TAIL_BYTES, size);
  return [
    [0, Math.min(HEAD_BYTES, size)],
    [size - tailBytes, tailBytes],
  ];
}

function looksCut(size: number, read: (position: number, length: number) => Buffer): boolean {
  const [[headAt, headBytes], [tailAt, tailBytes]] = endsOf(size);
  try {
    const head = read(headAt, headBytes).subarray(0, headBytes);
    return hasEndMark(head) && isCut(head, read(tailAt, tailBytes), size);
  } catch {
    // A disk that can't read it: the worker meets that too and can name it.
    return false;
  }
}

function statOf(descriptor: number): Stats | null {
  try {
    return fstatSync(descriptor);
  } catch {
    return null;
  }
}

function readPart(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position));
}

function lockOf(path: string): LockView {
  try {
    return lookAtLock(lockPathOf(path));
  } catch {
    // A name so long that no lock can lie beside it, or a folder that can't be read: the worker meets that too.
    return NO_LOCK;
  }
}
