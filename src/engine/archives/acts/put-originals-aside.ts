import type { RefusedEntry } from '../../../shared/model/archive';
import { hashAt } from '../../actions/copy-verified';
import { isThere, isUntouched, lookAt, versionOf } from '../../actions/file-version';
import type { Vault } from '../../vault/vault';
import { removeIfEmpty } from '../made-folders';
import type { ListedSources } from './list-sources';
import type { PackData } from './take-back-create';
import { t } from '../../../shared/words/words';

export interface Aside {
  readonly vault: Vault;
  readonly effectId: number;
  /** Absolute: these stay, though nothing be left in them. */
  readonly keeps: readonly string[];
  /** Is told all of it before the first file is moved. */
  note(data: Pick<PackData, 'originals' | 'folders'>): void;
}

/**
 * Moves what was packed into the vault, each file once it is proved to be what lies in the archive; then takes away the
 * folders that were given and hold nothing any more.
 *
 * @returns files that stay, and why
 */
export async function putOriginalsAside(
  { sources, folders }: Pick<ListedSources, 'sources' | 'folders'>,
  entries: readonly { name: string; sha256: string | null }[],
  { vault, effectId, keeps, note }: Aside,
): Promise<RefusedEntry[]> {
  const packed = new Map(entries.map(({ name, sha256 }) => [name, sha256]));
  const files = sources.filter(({ isFolder }) => !isFolder);
  const keptAt = vault.openForMany(effectId);
  const placed = files.map(({ path, name }, ordinal) => ({ ordinal, path, sha256: packed.get(name), to: keptAt(ordinal, path) }));
  const emptied = folders.filter(([path]) => !keeps.includes(path));
  note({ originals: placed.map(({ path, to }) => [path, to]), folders: emptied });
  const stays: RefusedEntry[] = [];
  for (const { ordinal, path, sha256, to } of placed) {
    if (!isThere(path)) stays.push({ ordinal, path, code: 'contradiction', reason: t('It is no longer there.') });
    else if (await isPacked(path, sha256)) await vault.put(path, to);
    else stays.push({ ordinal, path, code: 'contradiction', reason: t('It has changed since it was packed, and stays where it is.') });
  }
  for (const [path] of emptied.toReversed()) removeIfEmpty(path);
  return stays;
}

/** A regular file with these bytes, which nobody wrote to while they were read. */
async function isPacked(path: string, sha256: string | null | undefined): Promise<boolean> {
  const before = lookAt(path);
  if (before?.isFile() !== true || (await hashAt(path)) !== sha256) return false;
  const after = lookAt(path);
  return after !== undefined && isUntouched(versionOf(before), versionOf(after));
}
