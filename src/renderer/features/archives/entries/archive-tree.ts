import type { ArchiveEntryView } from '../../../../shared/model/archive';

/** Deeper folders are shown as one: a path may have thousands of parts. */
const DEEPEST = 24;

/** A folder of an archive, whether it has an entry of its own or only others lie in it. */
export interface FolderNode {
  /** From the archive's top, `/`-separated; '' for the top. Unique. */
  readonly path: string;
  readonly name: string;
  readonly parent: FolderNode | null;
  readonly depth: number;
  readonly folders: FolderNode[];
  /** All but folders. */
  readonly entries: ArchiveEntryView[];
  /** Its own entries: none, one, or in an odd archive several. */
  readonly own: ArchiveEntryView[];
  /** Of all below it. */
  files: number;
  size: number;
  /** Null where an entry does not say. */
  packed: number | null;
  warnings: number;
}

export interface ArchiveTree {
  readonly top: FolderNode;
  readonly byPath: ReadonlyMap<string, FolderNode>;
}

/** The folders of an archive. Names are as they stand there: `..` and what else leads out are folders like others. */
export function buildTree(entries: readonly ArchiveEntryView[]): ArchiveTree {
  const top = folderNode('', '', null);
  const byPath = new Map<string, FolderNode>([['', top]]);
  const inOrder: FolderNode[] = [];
  const folderAt = (parts: readonly string[]): FolderNode => {
    let node = top;
    for (const part of parts) {
      const path = node === top ? part : `${node.path}/${part}`;
      let next = byPath.get(path);
      if (!next) {
        next = folderNode(path, part, node);
        node.folders.push(next);
        byPath.set(path, next);
        inOrder.push(next);
      }
      node = next;
    }
    return node;
  };
  for (const entry of entries) {
    const parts = partsOf(entry.path);
    if (entry.type === 'folder') folderAt(parts).own.push(entry);
    else folderAt(parts.slice(0, -1)).entries.push(entry);
  }
  // A folder always comes after the one it lies in.
  for (const node of [top, ...inOrder].reverse()) sumUp(node);
  return { top, byPath };
}

/** Which folder an entry lies in. */
export function folderPathOf(entry: ArchiveEntryView): string {
  return partsOf(entry.path).slice(0, -1).join('/');
}

export function entryName(entry: Pick<ArchiveEntryView, 'path'>): string {
  return partsOf(entry.path).at(-1) ?? entry.path;
}

/** There is something to be said of it; what is encrypted has a mark of its own. */
export function isOdd({ warnings }: Pick<ArchiveEntryView, 'warnings'>): boolean {
  return warnings.some(({ code }) => code !== 'encrypted');
}

function partsOf(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  // The root of the disk, as an absolute path has it, stands for itself.
  if (path.startsWith('/')) parts.unshift('/');
  if (parts.length <= DEEPEST) return parts;
  return [...parts.slice(0, DEEPEST - 2), parts.slice(DEEPEST - 2, -1).join('/'), ...parts.slice(-1)];
}

function folderNode(path: string, name: string, parent: FolderNode | null): FolderNode {
  return { path, name, parent, depth: parent ? parent.depth + 1 : 0, folders: [], entries: [], own: [], files: 0, size: 0, packed: 0, warnings: 0 };
}

function sumUp(node: FolderNode): void {
  node.files = node.entries.length;
  for (const { type, size, compressedSize } of node.entries) {
    if (type !== 'file') continue;
    node.size += size ?? 0;
    node.packed = node.packed === null || compressedSize === null ? null : node.packed + compressedSize;
  }
  for (const entry of [...node.entries, ...node.own]) if (isOdd(entry)) node.warnings += 1;
  for (const folder of node.folders) {
    node.files += folder.files;
    node.size += folder.size;
    node.packed = node.packed === null || folder.packed === null ? null : node.packed + folder.packed;
    node.warnings += folder.warnings;
  }
}
