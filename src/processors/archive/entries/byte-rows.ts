import { NumberRow } from './number-row';

const FIRST_BLOCK_BYTES = 16 * 1024;
const BLOCK_BYTES = 256 * 1024;
const LENGTH_BYTES = 4;

/** Rows of bytes, one behind the other, outside the heap: as objects they would take several times as much. None ever goes. */
export class ByteRows {
  private readonly blocks: Buffer[] = [];
  /** Of each row: which block, and where in it. */
  private readonly places = new NumberRow();
  private count = 0;
  private used = 0;

  get length(): number {
    return this.count;
  }

  /** A new row, to be filled at once. */
  add(bytes: number): Buffer {
    const needed = LENGTH_BYTES + bytes;
    let block = this.blocks.at(-1);
    if (!block || this.used + needed > block.length) {
      block = Buffer.allocUnsafeSlow(Math.max(needed, block ? BLOCK_BYTES : FIRST_BLOCK_BYTES));
      this.blocks.push(block);
      this.used = 0;
    }
    this.remember(this.blocks.length - 1, this.used);
    block.writeUInt32LE(bytes, this.used);
    this.used += needed;
    return block.subarray(this.used - bytes, this.used);
  }

  addText(text: string): void {
    this.add(Buffer.byteLength(text)).write(text);
  }

  /** The row itself, not a copy. @param index below `length` */
  at(index: number): Buffer {
    const block = this.blocks[this.places.at(index * 2)] as Buffer;
    const start = this.places.at(index * 2 + 1);
    return block.subarray(start + LENGTH_BYTES, start + LENGTH_BYTES + block.readUInt32LE(start));
  }

  private remember(block: number, start: number): void {
    this.places.set(this.count * 2, block);
    this.places.set(this.count * 2 + 1, start);
    this.count += 1;
  }
}
