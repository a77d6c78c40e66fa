import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import type { Source } from '../../shared/contract/worker-api';
import type { FolderSettings } from '../../shared/model/folder';
import { fileFilter } from '../stages/admit/file-filter';
import { PRUNED_DIRECTORIES } from '../stages/admit/junk-names';
import { specialOf } from '../stages/admit/survey-folder';

export interface FilesAsked {
  /** Absolute. */
  readonly root: string;
  /** Where in it to begin: '' for all of it. */
  readonly below: string;
  /** Absolute: a folder that is left out. */
  readonly except: string;
  readonly settings: FolderSettings;
  /** Of folders that can't be read, as they are met. */
  cannotRead(path: string, why: string): void;
}

/** Files that a folder with these settings would take, folder by folder, by name. A link is never followed. */
export function* filesToTry({ root, below, except, settings, cannotRead }: FilesAsked): Generator<Source> {
  const filter = fileFilter(settings, root);
  const folders = [below];
  let fileId = 0;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const { entry, name } of entriesOf(join(root, folder), cannotRead)) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (entry.isDirectory()) {
        if (settings.recursive && !PRUNED_DIRECTORIES.includes(name) && join(root, path) !== except) folders.push(path);
        continue;
      }
      const stat = lstatSync(toFsPath(join(root, path)), { throwIfNoEntry: false });
      if (!stat || !filter({ path, size: stat.size, special: specialOf(stat) }).taken) continue;
      fileId += 1;
      yield { fileId, root, path, size: stat.size, mtimeMs: stat.mtimeMs, ino: String(stat.ino) };
    }
  }
}

function entriesOf(folder: string, cannotRead: FilesAsked['cannotRead']): { entry: Dirent<Buffer>; name: string }[] {
  try {
    const entries = readdirSync(toFsPath(folder), { withFileTypes: true, encoding: 'buffer' });
    return entries.map((entry) => ({ entry, name: fromNameBytes(entry.name) })).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    cannotRead(folder, (error as Error).message);
    return [];
  }
}
