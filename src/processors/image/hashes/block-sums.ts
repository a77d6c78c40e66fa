import type { KernelRoom } from '../kernels/load-kernels';
import { cutIntoBlocks } from './block-hash';

const SIDE = 16;

/** The sums of red, green and blue in 16 × 16 blocks, while rows come in. */
export class BlockSums {
  readonly sums = new Float64Array(SIDE * SIDE);
  private readonly rows: ReturnType<typeof cutIntoBlocks>;
  private readonly columns: ReturnType<typeof cutIntoBlocks>;
  /** One for each block, then one for each column that belongs to two. */
  private readonly runs: readonly { readonly start: number; readonly length: number }[];
  private readonly across: readonly number[];
  private readonly row = new Float64Array(SIDE);
  private readonly runTable: number;
  private readonly runSums: number;
  private values = new Uint32Array(0);

  constructor(
    private readonly room: KernelRoom,
    width: number,
    height: number,
    private readonly channels: number,
  ) {
    this.rows = cutIntoBlocks(height);
    this.columns = cutIntoBlocks(width);
    const { first, next } = this.columns;
    const inside = Array.from({ length: SIDE }, () => ({ start: 0, length: 0 }));
    const across: number[] = [];
    for (let x = 0; x < width; x += 1) {
      if (first[x] !== next[x]) across.push(x);
      else {
        const own = inside[first[x] as number] as { start: number; length: number };
        if (own.length === 0) own.start = x;
        own.length += 1;
      }
    }
    this.across = across;
    this.runs = [...inside, ...across.map((x) => ({ start: x, length: 1 }))];
    this.runTable = room.place(8 * this.runs.length);
    this.runSums = room.place(4 * this.runs.length);
  }

  open(bytes: Uint8Array<ArrayBuffer>): void {
    new Int32Array(bytes.buffer, this.runTable).set(this.runs.flatMap(({ start, length }) => [start, length]));
    this.values = new Uint32Array(bytes.buffer, this.runSums, this.runs.length);
  }

  /** @param source where the row's pixels lie in the kernels' memory */
  take(y: number, source: number): void {
    const { row, values, channels, across } = this;
    values.fill(0);
    this.room.calls.sumRuns(source, this.runTable, values.length, channels, this.runSums);
    // Grey counts for all three colours.
    const times = channels === 1 ? 3 : 1;
    for (let block = 0; block < SIDE; block += 1) row[block] = (values[block] as number) * times;
    const { first, next, share } = this.columns;
    for (let i = 0; i < across.length; i += 1) {
      const x = across[i] as number;
      const value = (values[SIDE + i] as number) * times;
      const part = share[x] as number;
      row[first[x] as number] = (row[first[x] as number] as number) + value * (1 - part);
      row[next[x] as number] = (row[next[x] as number] as number) + value * part;
    }
    const part = this.rows.share[y] as number;
    this.addRow(this.rows.first[y] as number, 1 - part);
    this.addRow(this.rows.next[y] as number, part);
  }

  private addRow(block: number, share: number): void {
    for (let i = 0; i < SIDE; i += 1) this.sums[block * SIDE + i] = (this.sums[block * SIDE + i] as number) + (this.row[i] as number) * share;
  }
}
