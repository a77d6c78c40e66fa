import { chmodSync, linkSync, symlinkSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toFsPath } from '../../../../base/byte-name';
import { makeFolders } from '../../../../base/make-folders';
import { toFileError } from '../../../kit/io-error';
import type { EntryFacts } from '../entry-facts';

/** A folder that looks as the archive is to look: folders, and links to the files. */
export class LinkTree {
  private readonly folders: { path: string; facts: EntryFacts }[] = [];

  /** @param root absolute, not there yet */
  constructor(readonly root: string) {
    makeFolder(root);
  }

  addFolder({ name }: { name: string }, facts: EntryFacts): void {
    const path = join(this.root, name);
    makeFolder(path);
    this.folders.push({ path, facts });
  }

  /** @param file where it lies, and its name in the archive */
  addFile({ path, name }: { path: string; name: string }): void {
    const link = join(this.root, name);
    makeFolder(dirname(link));
    linkTo(path, link);
  }

  /** Rights and times, which putting something into a folder would have changed. */
  finish(): void {
    for (const { path, facts } of this.folders.reverse()) {
      // Those without the right to read their own folder could not pack it.
      chmodSync(toFsPath(path), facts.mode | 0o700);
      if (facts.mtimeMs !== null) utimesSync(toFsPath(path), facts.mtimeMs / 1_000, facts.mtimeMs / 1_000);
    }
  }
}

/** Windows lets few people make symbolic links; a hard link leads to the same bytes. */
function linkTo(path: string, link: string): void {
  try {
    symlinkSync(toFsPath(path), toFsPath(link), 'file');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') throw toFileError(thrown);
    linkSync(toFsPath(path), toFsPath(link));
  }
}

function makeFolder(path: string): void {
  try {
    makeFolders(path, 0o700);
  } catch (thrown) {
    throw toFileError(thrown);
  }
}
