import { lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromNameBytes, toFsPath } from '../../../base/byte-name';
import { RowPacker, rowsOf } from '../../../base/packed-rows';
import { archiveRecipeSchema, type ArchiveRecipe } from '../../../shared/model/archive';
import { packedEntrySchema, type PackedEntry, type PackSource } from '../../../shared/model/packing';
import { createArchive, type CreateContext } from './create-archive';

/** For tests: writes files into a folder; a name that ends with `/` makes a folder. */
export function writeTree(folder: string, files: Record<string, string | Buffer>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(toFsPath(name.endsWith('/') ? path : dirname(path)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(toFsPath(path), content);
  }
}

/** All that is in a folder, as it would be listed for an archive. */
export function sourcesIn(folder: string, below = ''): PackSource[] {
  const names = readdirSync(toFsPath(join(folder, below)) as string, { encoding: 'buffer' }).map((name) => fromNameBytes(name)).sort();
  return names.flatMap((name) => {
    const source = sourceOf(join(folder, below, name), below === '' ? name : `${below}/${name}`);
    return source.isFolder ? [source, ...sourcesIn(folder, source.name)] : [source];
  });
}

export function sourceOf(path: string, name: string): PackSource {
  const stat = lstatSync(toFsPath(path));
  const isFolder = stat.isDirectory();
  return { path, name, isFolder, size: isFolder ? 0 : stat.size, mtimeMs: stat.mtimeMs, mode: stat.mode & 0o777 };
}

export const recipe = (changes: Partial<ArchiveRecipe> = {}): ArchiveRecipe => ({ ...archiveRecipeSchema.parse({}), ...changes });

export interface Made {
  bytes: number;
  sha256: string;
  entries: PackedEntry[];
}

export async function pack(
  sources: PackSource[],
  target: string,
  changes: Partial<ArchiveRecipe> = {},
  { signal = new AbortController().signal, progress = () => undefined }: Partial<CreateContext> = {},
): Promise<Made> {
  const made = await createArchive({ fileId: 1, sources: RowPacker.of(sources).packed(), recipe: recipe(changes), target }, { signal, progress });
  return { ...made, entries: [...rowsOf(made.entries, packedEntrySchema)] };
}
