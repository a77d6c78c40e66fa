import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { PackedRows } from '../shared/rpc/packed-rows';

/** Of the rows that are deflated at once. */
const PIECE_BYTES = 128 * 1024;
/** One row may be far longer than a piece, but not that long. */
const MAX_PIECE_BYTES = 256 * 1024 * 1024;

/** The rows one by one, in their order. Throws what `row` throws, and `RangeError` or an error of zlib for what never was packed. */
export function* rowsOf<T>({ pieces }: PackedRows<T>, row: z.ZodType<T>): Generator<T, void, undefined> {
  for (const piece of pieces) {
    const text = inflateRawSync(piece, { maxOutputLength: MAX_PIECE_BYTES }).toString();
    for (const each of z.array(z.unknown()).parse(JSON.parse(text))) yield row.parse(each);
  }
}

const [OPENING, COMMA, CLOSING] = Buffer.from('[,]') as unknown as [number, number, number];

/** Packs rows as they come, outside the heap. */
export class RowPacker<T> {
  private readonly pieces: Uint8Array[] = [];
  /** The rows that are not in a piece yet, each after its opening bracket or comma. */
  private open = Buffer.allocUnsafeSlow(2 * PIECE_BYTES);
  private used = 0;
  private rows = 0;

  static of<T>(rows: Iterable<T>): RowPacker<T> {
    const packer = new RowPacker<T>();
    for (const row of rows) packer.add(row);
    return packer;
  }

  get count(): number {
    return this.rows;
  }

  add(row: T): void {
    this.addText(JSON.stringify(row));
  }

  /** @param json of a row */
  addText(json: string): void {
    const bytes = Buffer.byteLength(json);
    this.room(bytes).write(json);
    this.added(bytes);
  }

  /** @param json of a row, in UTF-8; copied */
  addBytes(json: Uint8Array): void {
    this.room(json.length).set(json);
    this.added(json.length);
  }

  /** Of what came until now. */
  packed(): PackedRows<T> {
    this.close();
    return { count: this.rows, pieces: this.pieces };
  }

  private room(bytes: number): Buffer {
    const { used } = this;
    // Behind it one byte more, for the closing bracket.
    if (used + bytes + 2 > this.open.length) {
      const larger = Buffer.allocUnsafeSlow(used + bytes + 2);
      this.open.copy(larger, 0, 0, used);
      this.open = larger;
    }
    this.open[used] = used === 0 ? OPENING : COMMA;
    return this.open.subarray(used + 1, used + 1 + bytes);
  }

  private added(bytes: number): void {
    this.rows += 1;
    this.used += 1 + bytes;
    if (this.used >= PIECE_BYTES) this.close();
  }

  private close(): void {
    if (this.used === 0) return;
    this.open[this.used] = CLOSING;
    // A copy: what zlib gives lies in a buffer many times as large.
    this.pieces.push(new Uint8Array(deflateRawSync(this.open.subarray(0, this.used + 1), { level: constants.Z_BEST_SPEED })));
    this.used = 0;
  }
}
