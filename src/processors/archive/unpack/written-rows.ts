import type { UnpackedEntry } from '../../../shared/model/archive';
import { writtenPacker, writtenText, type Unpacked } from '../../../shared/model/unpacked';
import { ByteRows } from '../entries/byte-rows';

/** What was written, packed as it comes. */
export class WrittenRows {
  private readonly rows = new ByteRows();
  private readonly ordinals: number[] = [];
  private files = 0;

  get hasFiles(): boolean {
    return this.files > 0;
  }

  add(entry: UnpackedEntry): void {
    if (entry.type === 'file') this.files += 1;
    this.ordinals.push(entry.ordinal);
    this.rows.addText(writtenText(entry));
  }

  /** In the archive's order: small files are told of later than large ones. */
  packed(): Unpacked['written'] {
    const { ordinals } = this;
    const order = Uint32Array.from(ordinals.keys());
    order.sort((a, b) => (ordinals[a] as number) - (ordinals[b] as number));
    const packer = writtenPacker();
    for (const index of order) packer.addText(this.rows.at(index).toString());
    return packer.packed();
  }
}
