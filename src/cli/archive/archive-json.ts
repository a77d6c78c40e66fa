import type { ArchiveEntry, ArchiveReport } from '../../shared/model/archive';
import { iso } from '../print';

/** What an archive holds, as `--json` prints it; its entries are made one by one, for `printLongJson`. */
export function archiveJson({ kind: _kind, entries = [], ...facts }: ArchiveReport): Record<string, unknown> {
  return { ...facts, entries: entriesJson(entries) };
}

function* entriesJson(entries: readonly ArchiveEntry[]): Generator<Record<string, unknown>, void, undefined> {
  for (const entry of entries) yield entryJson(entry);
}

function entryJson(entry: ArchiveEntry): Record<string, unknown> {
  const { path, size, compressedSize, modified, mode, type, isEncrypted, crc, warnings, linkTarget, method, comment, nameEncoding } = entry;
  return {
    path,
    size,
    compressedSize,
    modified: iso(modified),
    mode,
    isDirectory: type === 'folder',
    isLink: type === 'symlink' || type === 'hardlink',
    encrypted: isEncrypted,
    crc,
    warnings,
    type,
    ...(linkTarget === null ? {} : { linkTarget }),
    method,
    ...(comment === '' ? {} : { comment }),
    nameEncoding,
  };
}
