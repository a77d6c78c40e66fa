import { entryOfRow, writtenPacker, writtenText } from '../../../base/unpacked-rows';
import type { UnpackedEntry } from '../../../shared/model/archive';
import { writtenRowSchema, type Unpacked } from '../../../shared/model/unpacked';
import { ByteRows } from '../entries/byte-rows';
import { NumberRow } from '../entries/number-row';

/** What was written, packed as it comes. */
export class WrittenRows {
  private readonly rows = new ByteRows();
  private readonly ordinals = new NumberRow();
  /** By the entry whose bytes were written: where they came to lie first, as a row counted from 1. */
  private readonly firstOf = new NumberRow();
  private files = 0;

  get hasFiles(): boolean {
    return this.files > 0;
  }

  /** @param bytesOf the entry whose bytes it got */
  add(entry: UnpackedEntry, bytesOf: number): void {
    if (entry.type === 'file') this.files += 1;
    this.ordinals.set(this.rows.length, entry.ordinal);
    this.rows.addText(writtenText(entry));
    if (this.firstOf.at(bytesOf) === 0) this.firstOf.set(bytesOf, this.rows.length);
  }

  /** Path below the target of the first file with the bytes of this entry; null where there is none. */
  placeOf(ordinal: number): string | null {
    const row = this.firstOf.at(ordinal);
    return row === 0 ? null : entryOfRow(writtenRowSchema.parse(JSON.parse(this.rows.at(row - 1).toString()))).relativePath;
  }

  /** In the archive's order: small files are told of later than large ones. */
  packed(): Unpacked['written'] {
    const { ordinals } = this;
    const order = new Uint32Array(this.rows.length).map((_, index) => index);
    order.sort((a, b) => ordinals.at(a) - ordinals.at(b));
    const packer = writtenPacker();
    for (const index of order) packer.addBytes(this.rows.at(index));
    return packer.packed();
  }
}
