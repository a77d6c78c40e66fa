import { refusedEntrySchema, type RefusedEntry, type UnpackedEntry } from '../shared/model/archive';
import { writtenRowSchema, type Unpacked, type WrittenRow } from '../shared/model/unpacked';
import { RowPacker, rowsOf } from './packed-rows';

/** Entries that are made as often as they are gone through: there may be very many. */
export interface UnpackedEntries extends Iterable<UnpackedEntry> {
  readonly length: number;
}

export const writtenOf = ({ written }: Unpacked): UnpackedEntries => ({
  length: written.count,
  *[Symbol.iterator]() {
    for (const row of rowsOf(written, writtenRowSchema)) yield entryOfRow(row);
  },
});

export function countOf(entries: Iterable<UnpackedEntry>): { files: number; bytes: number } {
  const count = { files: 0, bytes: 0 };
  for (const { type, size: bytes } of entries) {
    if (type === 'file') count.files += 1;
    count.bytes += bytes;
  }
  return count;
}

export const refusedOf = ({ refused }: Unpacked): Generator<RefusedEntry, void, undefined> => rowsOf(refused, refusedEntrySchema);

/** All of them at once. */
export const inArrays = (unpacked: Unpacked): { written: UnpackedEntry[]; refused: RefusedEntry[] } => ({ written: [...writtenOf(unpacked)], refused: [...refusedOf(unpacked)] });

/** For a `RowPacker` of `written`. */
export function writtenText(entry: UnpackedEntry): string {
  const row: WrittenRow = [entry.ordinal, entry.path, entry.type === 'file' ? 'f' : 'd', entry.relativePath === entry.path ? null : entry.relativePath, entry.size, entry.sha256, entry.modified, entry.warnings];
  return JSON.stringify(row);
}

export const writtenPacker = (): RowPacker<WrittenRow> => new RowPacker<WrittenRow>();

/** What `writtenText` made a row of. */
export function entryOfRow([number, name, type, otherPath, bytes, sum, time, said]: WrittenRow): UnpackedEntry {
  return { ordinal: number, path: name, type: type === 'f' ? 'file' : 'folder', relativePath: otherPath ?? name, size: bytes, sha256: sum, modified: time, warnings: said };
}
