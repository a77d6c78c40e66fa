import { watch, type FSWatcher } from 'node:fs';
import { toFsPath } from '../base/byte-name';
import { lookAt } from './look';

/** Whether the name is not UTF-8, so that no library that works with strings can reach it. */
export function isOddPath(path: string): boolean {
  const fsPath = toFsPath(path);
  return typeof fsPath !== 'string' && !Buffer.from(fsPath.toString()).equals(fsPath);
}

/**
 * Watches, one by one and by their bytes, the directories whose path is not UTF-8: chokidar can't reach those. They
 * are few. An event says only that something happened in the directory, which is then looked through.
 */
export class OddDirectories {
  private readonly watchers = new Map<string, { watcher: FSWatcher; ino: number }>();

  constructor(private readonly happenedIn: (directory: string) => void) {}

  /** The directory is there; true when it was not watched before. */
  add(path: string): boolean {
    const fsPath = toFsPath(path);
    const look = lookAt(fsPath);
    if (look === null || typeof look === 'string' || !look.isDirectory()) return false;
    if (this.watchers.get(path)?.ino === look.ino) return false;
    this.remove(path);
    try {
      const watcher = watch(fsPath, { encoding: 'buffer' }, () => this.event(path));
      watcher.on('error', () => this.remove(path));
      this.watchers.set(path, { watcher, ino: look.ino });
      return true;
    } catch {
      // No watch to be had: what changes in it is found by the regular scan.
      return false;
    }
  }

  close(): void {
    for (const path of this.watchers.keys()) this.remove(path);
  }

  private event(path: string): void {
    const look = lookAt(toFsPath(path));
    const isSame = look !== null && typeof look !== 'string' && look.ino === this.watchers.get(path)?.ino;
    if (!isSame) this.remove(path);
    this.happenedIn(path);
  }

  private remove(path: string): void {
    this.watchers.get(path)?.watcher.close();
    this.watchers.delete(path);
  }
}
