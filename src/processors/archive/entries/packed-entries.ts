import type { ArchiveEntry, EntryType, EntryWarning } from '../../../shared/model/archive';
import type { EntryList } from '../archive-reader';
import { ByteRows } from './byte-rows';

type Row = [
  path: string,
  type: EntryType,
  size: number | null,
  compressedSize: number | null,
  modified: number | null,
  mode: number | null,
  linkTarget: string | null,
  isEncrypted: 0 | 1,
  method: string,
  crc: string | null,
  comment: string,
  nameEncoding: string,
  warnings: EntryWarning[],
];

/** Entries in a tenth of the memory that their objects take; each is made anew when it is asked for. */
export class PackedEntries implements EntryList {
  private readonly rows = new ByteRows();

  get length(): number {
    return this.rows.length;
  }

  /** @param entry the next one: its ordinal is `length` */
  add({ path, type, size, compressedSize, modified, mode, linkTarget, isEncrypted, method, crc, comment, nameEncoding, warnings }: ArchiveEntry): void {
    const row: Row = [path, type, size, compressedSize, modified, mode, linkTarget, isEncrypted ? 1 : 0, method, crc, comment, nameEncoding, warnings];
    this.rows.addText(JSON.stringify(row));
  }

  at(ordinal: number): ArchiveEntry | undefined {
    if (ordinal < 0 || ordinal >= this.rows.length) return undefined;
    const [path, type, size, compressedSize, modified, mode, linkTarget, isEncrypted, method, crc, comment, nameEncoding, warnings] = JSON.parse(this.rows.at(ordinal).toString()) as Row;
    return { ordinal, path, type, size, compressedSize, modified, mode, linkTarget, isEncrypted: isEncrypted === 1, method, crc, comment, nameEncoding, warnings };
  }

  *[Symbol.iterator](): Generator<ArchiveEntry, void, undefined> {
    for (let ordinal = 0; ordinal < this.length; ordinal += 1) yield this.at(ordinal) as ArchiveEntry;
  }
}
