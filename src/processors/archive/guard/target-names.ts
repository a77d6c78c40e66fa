import type { EntryWarning } from '../../../shared/model/archive';
import { PackedMap } from '../entries/packed-map';
import { shown } from './entry-path';
import { harmlessName, numbered } from './harmless-name';
import { nameKey } from './name-key';
import { t } from '../../../shared/words/words';

/** Bytes of a path below the target. */
const MAX_PATH_BYTES = 1024;
/** Folders above a file. */
const MAX_DEPTH = 100;

interface Folder {
  readonly number: number;
  /** Below the target; '' for the target itself. */
  readonly path: string;
  readonly bytes: number;
  readonly depth: number;
  /** By the name that the archive gives them; null while there are none. */
  folders: Map<string, Folder> | null;
  /** Why it, or one above it, is not called as in the archive. */
  readonly notes: readonly EntryWarning[];
}

export interface Place {
  readonly relativePath: string;
  readonly notes: readonly EntryWarning[];
}

/**
 * Gives every entry a path of its own below the target, in the order in which they come: what comes first keeps its name.
 * Time grows with the number of entries only, however many want the same name.
 */
export class TargetNames {
  private readonly top: Folder = { number: 0, path: '', bytes: 0, depth: 0, folders: null, notes: [] };
  private folderCount = 1;
  /** By folder and key: the name that has it; null where that is the key itself. */
  private readonly taken = new PackedMap<string | null>();
  /** By folder and key of a name with its first number, which several names may come to: the number to be tried next. */
  private readonly next = new PackedMap<number>();
  /** Files of one folder mostly come one after another. */
  private last: { readonly names: readonly string[]; readonly folder: Folder; readonly isShortened: boolean } | null = null;

  constructor(private readonly platform: NodeJS.Platform = process.platform) {}

  file(segments: readonly string[]): Place {
    const name = segments.at(-1) ?? '';
    const { folder, isShortened } = this.folderOf(segments.slice(0, -1), Buffer.byteLength(name));
    const { path, notes } = this.claim(folder, name);
    const all = [...folder.notes, ...notes];
    if (isShortened) all.push({ code: 'longName', message: t('Its path is longer or deeper than file systems allow; it was put into a folder further up.') });
    return { relativePath: path, notes: all };
  }

  /** Null where the folder lies too deep to be made for itself. */
  folder(segments: readonly string[]): Place | null {
    const { folder, isShortened } = this.folderOf(segments, 0);
    return isShortened ? null : { relativePath: folder.path, notes: folder.notes };
  }

  private folderOf(names: readonly string[], nameBytes: number): { folder: Folder; isShortened: boolean } {
    const { last } = this;
    if (last && !last.isShortened && isSame(last.names, names) && last.folder.bytes + nameBytes < MAX_PATH_BYTES) return last;
    let folder = this.top;
    let isShortened = false;
    for (const name of names) {
      const known = folder.folders?.get(name);
      const bytes = folder.bytes + Buffer.byteLength(name) + 1;
      if (folder.depth >= MAX_DEPTH || bytes + nameBytes > MAX_PATH_BYTES) {
        isShortened = true;
        break;
      }
      folder = known ?? this.makeFolder(folder, name);
    }
    this.last = { names, folder, isShortened };
    return this.last;
  }

  private makeFolder(parent: Folder, name: string): Folder {
    const { path, notes } = this.claim(parent, name);
    const folder: Folder = {
      number: this.folderCount,
      path,
      bytes: Buffer.byteLength(path),
      depth: parent.depth + 1,
      folders: null,
      notes: notes.length > 0 ? [...parent.notes, ...notes.map(ofFolder)] : parent.notes,
    };
    this.folderCount += 1;
    parent.folders ??= new Map();
    parent.folders.set(name, folder);
    return folder;
  }

  /** The path of a name that nothing else in the folder has. */
  private claim(folder: Folder, given: string): { path: string; notes: readonly EntryWarning[] } {
    const { name: wanted, notes } = harmlessName(given, this.platform);
    const path = (name: string): string => (folder.path === '' ? name : `${folder.path}/${name}`);
    const owner = this.ownerOf(folder, nameKey(wanted));
    if (owner === undefined) {
      this.take(folder, wanted);
      return { path: path(wanted), notes };
    }
    const family = inFolder(folder, nameKey(numbered(wanted, 2)));
    for (let number = this.next.get(family) ?? 2; ; number += 1) {
      const name = numbered(wanted, number);
      if (this.ownerOf(folder, nameKey(name)) !== undefined) continue;
      this.take(folder, name);
      this.next.set(family, number + 1);
      return { path: path(name), notes: [...notes, renamed(owner, wanted, name)] };
    }
  }

  private ownerOf(folder: Folder, key: string): string | undefined {
    const owner = this.taken.get(inFolder(folder, key));
    return owner === null ? key : owner;
  }

  private take(folder: Folder, name: string): void {
    const key = nameKey(name);
    this.taken.set(inFolder(folder, key), key === name ? null : name);
  }
}

const inFolder = ({ number }: Folder, key: string): string => `${number}/${key}`;

function renamed(owner: string, wanted: string, name: string): EntryWarning {
  if (owner === wanted) return { code: 'duplicateName', message: t('Another entry has its name already; it is called {name} now.', { name: shown(name) }) };
  return { code: 'caseClash', message: t('Some systems take its name for the same as {owner}; it is called {name} now.', { owner: shown(owner), name: shown(name) }) };
}

/** "Its name …" of a folder, as told of what lies in it. */
const ofFolder = ({ code, message }: EntryWarning): EntryWarning => ({ code, message: t('About its folder: {message}', { message }) });

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
