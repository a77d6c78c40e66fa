import { closeSync, constants, lstatSync, mkdirSync, openSync, readdirSync, unlinkSync, utimesSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import { seeingArchivesAsFiles } from '../../../base/no-archives';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { meddled, toWriteError } from './write-error';
import { t } from '../../../shared/words/words';

const CREATE_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

interface Identity {
  readonly dev: number;
  readonly ino: number;
}

/** A folder that was made here, as it can be known again. */
export interface MadeFolder extends Identity {
  readonly path: string;
}

/**
 * The one folder that unpacking writes to, and nothing outside of it. Every folder in it is made here, and is looked at
 * again before something is put into it: it must be the very same one, and no link. Files are made new or not at all.
 *
 * Paths are relative, `/`-separated and harmless already (`guard/`). Throws what `toWriteError` names.
 */
export class TargetFolder {
  /** By relative path, '' for the folder itself. */
  private readonly made = new Map<string, Identity>();
  private readonly inOrder: MadeFolder[] = [];
  private last = '';

  private constructor(private readonly root: string) {}

  /** @throws FilemillError `file.unsafe` unless `root` is an empty folder and no link */
  static open(root: string): TargetFolder {
    const target = new TargetFolder(root);
    try {
      const stats = lstatSync(toFsPath(root));
      if (!stats.isDirectory() || readdirSync(toFsPath(root)).length > 0) throw notEmpty();
      target.keep('', stats);
      return target;
    } catch (thrown) {
      throw thrown instanceof FilemillError ? thrown : toWriteError(thrown);
    }
  }

  /** The same folder seen by another thread: it makes no folders itself, and writes into those that it has learnt. */
  static madeElsewhere(root: string): TargetFolder {
    return new TargetFolder(root);
  }

  learn(folders: readonly MadeFolder[]): void {
    for (const { path, dev, ino } of folders) this.made.set(path, { dev, ino });
  }

  /** The folders made here after so many others, in their order. */
  madeAfter(count: number): MadeFolder[] {
    return this.inOrder.slice(count);
  }

  /** Makes the folder of a file unless it was made before: who writes into it looks at it. */
  makeFolderOf(path: string): void {
    const parent = parentOf(path);
    if (!this.made.has(parent)) this.makeFolder(parent);
  }

  /** Makes it, and those above it, unless they are there. */
  makeFolder(path: string): void {
    writing(() => this.reach(path));
  }

  /** Descriptor of a new, empty file. */
  createFile(path: string, mode: number): number {
    return writing(() => {
      this.reach(parentOf(path));
      return openSync(this.fsPath(path), CREATE_FLAGS, mode);
    });
  }

  /** Descriptor of a file that was written before, for reading. */
  readFile(path: string): number {
    return writing(() => {
      this.reach(parentOf(path));
      return openSync(this.fsPath(path), READ_FLAGS);
    });
  }

  removeFile(path: string): void {
    writing(() => {
      this.reach(parentOf(path));
      unlinkSync(this.fsPath(path));
    });
  }

  /** Writing into a folder moves its time: to be set when all is written. */
  setFolderTime(path: string, modifiedMs: number): void {
    writing(() => {
      this.reach(path);
      utimesSync(this.fsPath(path), modifiedMs / 1000, modifiedMs / 1000);
    });
  }

  /**
   * Makes sure that the folder is there and is ours. Each step from the top is looked at where another folder was written to
   * before, else the last one: the system finds another one there as soon as a step before it leads elsewhere.
   */
  private reach(path: string): void {
    if (this.made.has(path)) {
      if (path !== this.last && path !== '') this.reach(parentOf(path));
      this.check(path);
    } else {
      this.reach(parentOf(path));
      this.make(path);
    }
    this.last = path;
  }

  private make(path: string): void {
    const fsPath = this.fsPath(path);
    mkdirSync(fsPath, 0o755);
    const stats = lstatSync(fsPath);
    if (!stats.isDirectory()) throw meddled({ details: path });
    this.keep(path, stats);
  }

  private keep(path: string, { dev, ino }: Identity): void {
    this.made.set(path, { dev, ino });
    this.inOrder.push({ path, dev, ino });
  }

  private check(path: string): void {
    const stats = lstatSync(this.fsPath(path));
    const made = this.made.get(path);
    if (!stats.isDirectory() || stats.dev !== made?.dev || stats.ino !== made.ino) throw meddled({ details: path });
  }

  private fsPath(path: string): string | Buffer {
    return toFsPath(path === '' ? this.root : `${this.root}/${path}`);
  }
}

/** Closes what can be closed; the failure that led here counts. */
export function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // The descriptor is gone either way.
  }
}

function writing<R>(act: () => R): R {
  try {
    return seeingArchivesAsFiles(act);
  } catch (thrown) {
    throw toWriteError(thrown);
  }
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function notEmpty(): FilemillError {
  return new FilemillError('file.unsafe', t('The folder to unpack to is not an empty folder.'), { hint: t('Unpack to a new folder.') });
}
