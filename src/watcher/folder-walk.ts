import { lstatSync, type Stats } from 'node:fs';
import { sep } from 'node:path';
import { toFsPath } from '../base/byte-name';
import type { FingerprintTable, KnownDirectory } from './fingerprint-table';
import type { FolderRoot, RootState } from './folder-root';
import { listDirectory, type Listing } from './list-directory';
import { errorCodeOf, exactIds, GONE, isDirectoryMode, kindCode, lookAt, meansMissing, UNREADABLE } from './look';
import { isOddPath } from './odd-directories';
import { SightingPacker, type PackedSightings } from './packed-sightings';
import type { ScanProblem, ScanReport } from './scan-messages';

/** More than this many unreadable subfolders are counted, not named. */
const MAX_PROBLEMS = 20;
const MAX_ODD_DIRECTORIES = 1_000;
const NO_THROW = { throwIfNoEntry: false } as const;

/** One folder as the scanning thread knows it. */
export interface WalkedFolder {
  readonly id: number;
  readonly root: FolderRoot;
  readonly recursive: boolean;
  readonly prunedNames: ReadonlySet<string>;
  readonly table: FingerprintTable;
}

/**
 * One look through a folder, or through some of its directories. Each directory is compared with the table in one go
 * without a pause, so that walks of the same folder and live news may interleave between directories: nothing is
 * decided by what another directory showed earlier.
 *
 * A file counts as gone only when its directory could be listed without it (or is itself gone) and the folder's root
 * is, at that moment, still the one that was looked at before.
 */
export class FolderWalk {
  private readonly pending: string[];
  private readonly packer = new SightingPacker();
  private readonly problems: ScanProblem[] = [];
  private readonly oddDirectories: string[] = [];
  private problemCount = 0;
  private changes = 0;
  private directories = 0;
  private readonly startedAt = performance.now();
  private endedAt = 0;
  private rootState: RootState = 'ok';
  private isEnded = false;

  /** @param deep enter all subdirectories, else only those not known yet */
  constructor(
    private readonly folder: WalkedFolder,
    directories: readonly string[],
    private readonly deep: boolean,
    private readonly tell: (sightings: PackedSightings) => void,
  ) {
    this.pending = directories.toReversed();
    this.rootState = folder.root.check(folder.table.count > 0);
    if (this.rootState !== 'ok' && this.rootState !== 'replaced') this.isEnded = true;
  }

  /** Goes on for about so long; true when all is done. */
  step(sliceMs: number): boolean {
    const startedAt = performance.now();
    let now = startedAt;
    while (!this.isEnded && now - startedAt < sliceMs) {
      const next = this.pending.pop();
      if (next === undefined) this.isEnded = true;
      else this.visit(next);
      now = performance.now();
    }
    if (this.isEnded) {
      this.flush();
      this.endedAt = now;
    }
    return this.isEnded;
  }

  report(): ScanReport {
    return {
      rootState: this.rootState,
      rootError: this.folder.root.errorCode,
      files: this.folder.table.count,
      directories: this.directories,
      durationMs: this.endedAt - this.startedAt,
      changes: this.changes,
      problems: this.problems,
      problemCount: this.problemCount,
      oddDirectories: this.oddDirectories,
    };
  }

  private visit(directory: string): void {
    const { table } = this.folder;
    let listing: Listing;
    try {
      listing = listDirectory(directory);
    } catch (error) {
      this.couldNotList(directory, errorCodeOf(error));
      return;
    }
    this.directories += 1;
    const known = table.directory(directory);
    const dev = this.deviceOf(directory, known, listing);
    if (dev === null) return;
    this.noLongerFile(directory);
    this.compare(directory, known, listing);
    known.dev = dev;
  }

  private compare(directory: string, known: KnownDirectory, { names, byBytes }: Listing): void {
    const { table, recursive, prunedNames } = this.folder;
    const prefix = directory.endsWith(sep) ? directory : directory + sep;
    const mark = table.nextMark();
    const folders = recursive ? new Set<string>() : known.folders;
    let seen = 0;
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i] as string;
      const path = prefix + name;
      const fsPath = byBytes ? toFsPath(path) : path;
      let stats: Stats | undefined;
      try {
        stats = lstatSync(fsPath as string, NO_THROW);
      } catch (error) {
        if (meansMissing(errorCodeOf(error))) continue;
        seen += 1;
        if (table.note(known, name, mark, UNREADABLE, 0, 0, 0, 0, 0)) this.add(path, UNREADABLE, 0, 0, 0, 0, 0);
        continue;
      }
      if (!stats) continue;
      const mode = stats.mode;
      if (isDirectoryMode(mode)) {
        if (!recursive || prunedNames.has(name)) continue;
        folders.add(name);
        // A subfolder that can't be entered stands as one unreadable item; whether it still is shows when it is visited.
        const slot = known.files.get(name);
        if (slot !== undefined && table.codeAt(slot) === UNREADABLE) {
          table.keep(slot, mark);
          seen += 1;
        }
        if (this.deep || !known.folders.has(name) || !table.directories.has(path)) this.pending.push(path);
        continue;
      }
      seen += 1;
      const code = kindCode(mode);
      const size = code === 0 ? stats.size : 0;
      if (table.note(known, name, mark, code, size, stats.mtimeMs, stats.ctimeMs, stats.dev, stats.ino)) {
        this.add(path, code, size, stats.mtimeMs, stats.ctimeMs, stats.dev, stats.ino);
        if (!Number.isSafeInteger(stats.ino) || !Number.isSafeInteger(stats.dev)) {
          const { dev, ino } = exactIds(fsPath, stats);
          this.packer.addExact(dev, ino);
        }
      }
    }
    if (known.files.size > seen && this.rootHolds()) {
      for (const name of table.takeUnmarked(known, mark)) this.add(prefix + name, GONE, 0, 0, 0, 0, 0);
    }
    if (!recursive || this.isEnded) return;
    for (const name of known.folders) {
      if (folders.has(name)) continue;
      if (!this.forgetBelow(prefix + name)) folders.add(name);
    }
    known.folders = folders;
  }

  private couldNotList(directory: string, code: string): void {
    const { root } = this.folder;
    if (directory === root.path) {
      // Vanished or locked since the check at the start: the walk knows nothing.
      const state = root.check(this.folder.table.count > 0);
      this.rootState = state === 'ok' || state === 'replaced' ? 'offline' : state;
      root.errorCode = code;
      this.isEnded = true;
      return;
    }
    if (meansMissing(code)) {
      this.forgetBelow(directory);
      return;
    }
    this.problem(directory, code);
    const [parent, name] = this.parentOf(directory);
    if (this.folder.table.note(parent, name, this.folder.table.nextMark(), UNREADABLE, 0, 0, 0, 0, 0)) {
      this.add(directory, UNREADABLE, 0, 0, 0, 0, 0);
    }
  }

  /** The directory's device; null when a drive mounted on it was taken away: what was known of it is kept. */
  private deviceOf(directory: string, known: KnownDirectory, listing: Listing): number | null {
    // Only an empty listing of a directory that held something is suspicious.
    const heldSomething = known.files.size > 0 || known.folders.size > 0;
    if (known.dev !== -1 && (listing.names.length > 0 || !heldSomething)) return known.dev;
    const look = lookAt(toFsPath(directory));
    const dev = look !== null && typeof look === 'object' ? look.dev : known.dev;
    if (directory !== this.folder.root.path && heldSomething && listing.names.length === 0 && known.dev !== -1 && dev !== known.dev) {
      this.problem(directory, 'UNMOUNTED');
      return null;
    }
    if (this.oddDirectories.length < MAX_ODD_DIRECTORIES && isOddPath(directory)) this.oddDirectories.push(directory);
    return dev;
  }

  /** What stood at this path as a file, or as an unreadable item, is a directory now. */
  private noLongerFile(directory: string): void {
    if (directory === this.folder.root.path) return;
    const [parent, name] = this.parentOf(directory);
    if (this.folder.table.remove(parent, name)) this.add(directory, GONE, 0, 0, 0, 0, 0);
  }

  /** Everything below `directory` is gone; false when that can't be said because the root itself is in doubt. */
  private forgetBelow(directory: string): boolean {
    const { table } = this.folder;
    const known = table.directories.get(directory);
    if (!known) return true;
    if (!this.rootHolds()) return false;
    const prefix = directory + sep;
    for (const name of known.folders) this.forgetBelow(prefix + name);
    for (const name of known.files.keys()) this.add(prefix + name, GONE, 0, 0, 0, 0, 0);
    for (const name of [...known.files.keys()]) table.remove(known, name);
    table.directories.delete(directory);
    const [parent, name] = this.parentOf(directory);
    parent.folders.delete(name);
    return true;
  }

  private parentOf(directory: string): [parent: KnownDirectory, name: string] {
    const cut = directory.lastIndexOf(sep);
    return [this.folder.table.directory(directory.slice(0, cut) || sep), directory.slice(cut + 1)];
  }

  /** Before anything is called gone: is the folder itself still there? If not, the walk ends. */
  private rootHolds(): boolean {
    if (this.isEnded) return false;
    const state = this.folder.root.check(true);
    if (state === 'ok') return true;
    this.rootState = state;
    this.isEnded = true;
    return false;
  }

  private problem(path: string, code: string): void {
    this.problemCount += 1;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ path, code });
  }

  private add(path: string, code: number, size: number, mtimeMs: number, ctimeMs: number, dev: number, ino: number): void {
    if (this.packer.isFull) this.flush();
    this.packer.add(path, code, size, mtimeMs, ctimeMs, dev, ino);
    this.changes += 1;
  }

  private flush(): void {
    if (this.packer.size > 0) this.tell(this.packer.take());
  }
}
