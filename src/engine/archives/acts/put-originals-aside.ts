import { extname, join } from 'node:path';
import type { RefusedEntry } from '../../../shared/model/archive';
import { hashAt } from '../../actions/copy-verified';
import { isThere, isUntouched, lookAt, versionOf } from '../../actions/file-version';
import { moveAnywhere } from '../../actions/move-anywhere';
import type { PackSource } from './list-sources';

/**
 * Moves what was packed into the vault, each file once it is proved to be what lies in the archive.
 *
 * @param note is told all pairs of from and to before the first one is moved
 * @returns those that stay, and why
 */
export async function putOriginalsAside(
  sources: readonly PackSource[],
  entries: readonly { name: string; sha256: string | null }[],
  vaultFolder: string,
  note: (originals: [string, string][]) => void,
): Promise<RefusedEntry[]> {
  const packed = new Map(entries.map(({ name, sha256 }) => [name, sha256]));
  const files = sources.filter(({ isFolder }) => !isFolder);
  const placed = files.map(({ path, name }, ordinal) => ({ ordinal, path, sha256: packed.get(name), to: join(vaultFolder, `${ordinal}${extname(path)}`) }));
  note(placed.map(({ path, to }) => [path, to]));
  const stays: RefusedEntry[] = [];
  for (const { ordinal, path, sha256, to } of placed) {
    if (!isThere(path)) stays.push({ ordinal, path, code: 'contradiction', reason: 'It is no longer there.' });
    else if (await isPacked(path, sha256)) await moveAnywhere(path, to);
    else stays.push({ ordinal, path, code: 'contradiction', reason: 'It has changed since it was packed, and stays where it is.' });
  }
  return stays;
}

/** A regular file with these bytes, which nobody wrote to while they were read. */
async function isPacked(path: string, sha256: string | null | undefined): Promise<boolean> {
  const before = lookAt(path);
  if (before?.isFile() !== true || (await hashAt(path)) !== sha256) return false;
  const after = lookAt(path);
  return after !== undefined && isUntouched(versionOf(before), versionOf(after));
}
