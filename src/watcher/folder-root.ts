import { statSync } from 'node:fs';
import { toFsPath } from '../base/byte-name';
import { errorCodeOf, meansMissing } from './look';
import { listDirectory } from './list-directory';

/** `offline`: it exists but can't be asked (share gone, no permission); `replaced`: another folder lies at the path. */
export type RootState = 'ok' | 'replaced' | 'missing' | 'notFolder' | 'unmounted' | 'offline';

/** Knows by device and file number whether the folder at a path is still the one that was looked at before. */
export class FolderRoot {
  private dev: number | null = null;
  private ino = 0;
  /** The error behind `offline`. */
  errorCode = '';

  constructor(readonly path: string) {}

  /**
   * @param hadFiles whether files are known in it: a folder that lies empty on another device than before, while
   *   files were known, is the mount point of a drive that was taken away.
   */
  check(hadFiles: boolean): RootState {
    try {
      const stats = statSync(toFsPath(this.path));
      if (!stats.isDirectory()) return 'notFolder';
      if (this.dev === stats.dev && this.ino === stats.ino) return 'ok';
      const known = this.dev !== null;
      if (known && this.dev !== stats.dev && hadFiles && listDirectory(this.path).names.length === 0) return 'unmounted';
      this.dev = stats.dev;
      this.ino = stats.ino;
      return known ? 'replaced' : 'ok';
    } catch (error) {
      this.errorCode = errorCodeOf(error);
      return meansMissing(this.errorCode) ? 'missing' : 'offline';
    }
  }
}
