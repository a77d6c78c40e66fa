import type { ExtractLine } from '../../../../shared/model/archive';
import { nameKey } from '../entries/name-key';

/** One line of what will be written. */
export type PlanRow =
  | { readonly kind: 'refused'; readonly key: string; readonly line: ExtractLine }
  | { readonly kind: 'folder'; readonly key: string; readonly name: string; readonly depth: number; readonly note: string | null }
  | { readonly kind: 'file'; readonly key: string; readonly name: string; readonly depth: number; readonly line: ExtractLine };

interface Folder {
  readonly name: string;
  readonly path: string;
  readonly depth: number;
  readonly folders: Map<string, Folder>;
  readonly files: { name: string; line: ExtractLine }[];
  note: string | null;
}

/** What is refused, and then the tree as it will lie on the disk, also with folders that the archive does not name. */
export function planRows(lines: readonly ExtractLine[]): PlanRow[] {
  const rows: PlanRow[] = [];
  const top: Folder = { name: '', path: '', depth: -1, folders: new Map(), files: [], note: null };
  for (const line of lines) {
    if (line.writtenAs === null) {
      // Folders are not refused: this one is where all else is written.
      if (line.type !== 'folder') rows.push({ kind: 'refused', key: `r${line.ordinal}`, line });
      continue;
    }
    const parts = line.writtenAs.split('/').filter((part) => part !== '');
    const name = parts.at(-1) ?? '';
    if (line.type === 'folder') folderAt(top, parts).note = line.note;
    else folderAt(top, parts.slice(0, -1)).files.push({ name, line });
  }
  // Not by calling itself: a path may have very many parts.
  const open: (Folder | PlanRow)[] = [top];
  for (let next = open.pop(); next; next = open.pop()) {
    if ('kind' in next) {
      rows.push(next);
      continue;
    }
    const folder = next;
    if (folder !== top) rows.push({ kind: 'folder', key: `f${folder.path}`, name: folder.name, depth: folder.depth, note: folder.note });
    const files = inOrder(folder.files)
      .map(({ name, line }): PlanRow => ({ kind: 'file', key: `e${line.ordinal}`, name, depth: folder.depth + 1, line }));
    const folders = inOrder([...folder.folders.values()]);
    for (const later of [...folders, ...files].reverse()) open.push(later);
  }
  return rows;
}

function folderAt(top: Folder, parts: readonly string[]): Folder {
  let folder = top;
  for (const part of parts) {
    let next = folder.folders.get(part);
    if (!next) {
      next = { name: part, path: `${folder.path}/${part}`, depth: folder.depth + 1, folders: new Map(), files: [], note: null };
      folder.folders.set(part, next);
    }
    folder = next;
  }
  return folder;
}

function inOrder<T extends { readonly name: string }>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, key: nameKey(one.name) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ one }) => one);
}
