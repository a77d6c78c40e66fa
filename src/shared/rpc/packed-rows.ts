import { z } from 'zod';

/** Many rows in one message, as text: their objects would take ten times as much memory on both sides. */
export interface PackedRows<T> {
  readonly count: number;
  /** Each an array of some rows, in JSON. */
  readonly pieces: readonly string[];
  /** Only for the compiler. */
  readonly row?: T;
}

/** What a contract says where rows are packed; each is parsed when {@link rowsOf} comes to it. */
export function packedRows<T>(_row: z.ZodType<T>): z.ZodType<PackedRows<T>> {
  return z.object({ count: z.number().int().nonnegative(), pieces: z.array(z.string()) });
}

/** The rows one by one, in their order. Throws what `row` throws. */
export function* rowsOf<T>({ pieces }: PackedRows<T>, row: z.ZodType<T>): Generator<T, void, undefined> {
  for (const piece of pieces) for (const each of z.array(z.unknown()).parse(JSON.parse(piece))) yield row.parse(each);
}

const PIECE_LENGTH = 32 * 1024;

/** Packs rows as they come. */
export class RowPacker<T> {
  private readonly pieces: string[] = [];
  private open: string[] = [];
  private openLength = 0;
  private rows = 0;

  get count(): number {
    return this.rows;
  }

  add(row: T): void {
    this.addText(JSON.stringify(row));
  }

  /** @param json of a row */
  addText(json: string): void {
    this.rows += 1;
    this.open.push(json);
    this.openLength += json.length + 1;
    if (this.openLength >= PIECE_LENGTH) this.close();
  }

  /** Of what came until now. */
  packed(): PackedRows<T> {
    this.close();
    return { count: this.rows, pieces: this.pieces };
  }

  private close(): void {
    if (this.open.length === 0) return;
    this.pieces.push(`[${this.open.join(',')}]`);
    this.open = [];
    this.openLength = 0;
  }
}
