import type { ArchiveEntryView } from '../../../../shared/model/archive';
import { ratioOf } from '../ratio-words';
import { nameKey } from './name-key';
import { entryName, folderPathOf, isOdd, type FolderNode } from './archive-tree';

/** One line of the table of entries. */
export type EntryRow =
  | { readonly kind: 'folder'; readonly key: string; readonly name: string; readonly folder: FolderNode }
  | {
      readonly kind: 'entry';
      readonly key: string;
      readonly name: string;
      readonly entry: ArchiveEntryView;
      /** The folder it lies in, where several are shown at once. */
      readonly place: string | null;
    };

export const SORT_COLUMNS = ['name', 'size', 'packed', 'ratio', 'modified', 'crc', 'method', 'locked', 'library', 'warnings'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface EntrySort {
  readonly by: SortColumn;
  readonly isDown: boolean;
}

/** What entries can be narrowed to. */
export const ENTRY_FILTERS = ['warnings', 'encrypted', 'library', 'failed'] as const;
export type EntryFilter = (typeof ENTRY_FILTERS)[number];

export function keyOfEntry(ordinal: number): string {
  return `e${ordinal}`;
}

export function keyOfFolder(path: string): string {
  return `f${path}`;
}

export function doesMatch(entry: ArchiveEntryView, filter: EntryFilter): boolean {
  switch (filter) {
    case 'warnings':
      return isOdd(entry);
    case 'encrypted':
      return entry.isEncrypted;
    case 'library':
      return (entry.member?.inLibrary ?? 0) > 0;
    case 'failed':
      return entry.member?.state === 'failed' || entry.member?.state === 'skipped';
  }
}

/** What lies in one folder: its folders first, then its entries, each part in the wanted order. */
export function rowsOfFolder(folder: FolderNode, sort: EntrySort): EntryRow[] {
  const folders = folder.folders.map((node): EntryRow => ({ kind: 'folder', key: keyOfFolder(node.path), name: node.name, folder: node }));
  const entries = folder.entries.map((entry): EntryRow => ({ kind: 'entry', key: keyOfEntry(entry.ordinal), name: entryName(entry), entry, place: null }));
  return [...sorted(folders, sort), ...sorted(entries, sort)];
}

/** All entries of the archive that hold the text in their path, whatever folder they lie in. */
export function rowsFound(entries: readonly ArchiveEntryView[], text: string, filter: EntryFilter | null, sort: EntrySort): EntryRow[] {
  const wanted = text.trim().toLowerCase();
  const found = entries.filter(
    (entry) => (wanted === '' || entry.path.toLowerCase().includes(wanted)) && (filter === null || doesMatch(entry, filter)),
  );
  return sorted(
    found.map((entry): EntryRow => ({ kind: 'entry', key: keyOfEntry(entry.ordinal), name: entryName(entry), entry, place: folderPathOf(entry) })),
    sort,
  );
}

/** The entries that a line stands for; of a folder, all below it. */
export function ordinalsOfRow(row: EntryRow): number[] {
  if (row.kind === 'entry') return [row.entry.ordinal];
  const all: number[] = [];
  const open: FolderNode[] = [row.folder];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const entry of node.own) all.push(entry.ordinal);
    for (const entry of node.entries) all.push(entry.ordinal);
    open.push(...node.folders);
  }
  return all.sort((a, b) => a - b);
}

function sorted(rows: readonly EntryRow[], { by, isDown }: EntrySort): EntryRow[] {
  const turn = isDown ? -1 : 1;
  const keyed = rows.map((row) => ({ row, name: keyOfName(row), value: by === 'name' ? null : valueOf(row, by) }));
  keyed.sort((a, b) => {
    const byName = compare(a.name, b.name) || compare(a.row.key, b.row.key);
    if (by === 'name') return turn * byName;
    // What is not known comes last either way.
    if (a.value === null || b.value === null) return a.value === b.value ? byName : a.value === null ? 1 : -1;
    return turn * compare(a.value, b.value) || byName;
  });
  return keyed.map(({ row }) => row);
}

/** Made once for each entry and folder. */
const nameKeys = new WeakMap<object, string>();

function keyOfName(row: EntryRow): string {
  const subject = row.kind === 'entry' ? row.entry : row.folder;
  let key = nameKeys.get(subject);
  if (key === undefined) {
    key = nameKey(row.name);
    nameKeys.set(subject, key);
  }
  return key;
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function valueOf(row: EntryRow, by: Exclude<SortColumn, 'name'>): number | string | null {
  if (row.kind === 'folder') {
    const { size, packed, warnings } = row.folder;
    if (by === 'size') return size;
    if (by === 'packed') return packed;
    if (by === 'ratio') return ratioOf(packed, size);
    return by === 'warnings' ? warnings : null;
  }
  const { entry } = row;
  switch (by) {
    case 'size':
      return entry.size;
    case 'packed':
      return entry.compressedSize;
    case 'ratio':
      return ratioOf(entry.compressedSize, entry.size);
    case 'modified':
      return entry.modified;
    case 'crc':
      return entry.crc;
    case 'method':
      return entry.method || null;
    case 'locked':
      return entry.isEncrypted ? 1 : 0;
    case 'library':
      return entry.member?.inLibrary ?? 0;
    case 'warnings':
      return entry.warnings.filter(({ code }) => code !== 'encrypted').length;
  }
}
