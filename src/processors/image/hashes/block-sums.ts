import type { KernelCalls } from '../kernels/load-kernels';
import { cutIntoBlocks } from './block-hash';

const SIDE = 16;

interface Run {
  readonly block: number;
  readonly start: number;
  readonly length: number;
}

/** The sums of red, green and blue in 16 × 16 blocks, while rows come in. */
export class BlockSums {
  readonly sums = new Float64Array(SIDE * SIDE);
  private readonly rows: ReturnType<typeof cutIntoBlocks>;
  private readonly columns: ReturnType<typeof cutIntoBlocks>;
  private readonly inside: readonly Run[];
  private readonly across: readonly number[];
  private readonly row = new Float64Array(SIDE);

  constructor(width: number, height: number, private readonly channels: number) {
    this.rows = cutIntoBlocks(height);
    this.columns = cutIntoBlocks(width);
    const { first, next } = this.columns;
    const columns = Array.from(first.keys());
    this.across = columns.filter((x) => first[x] !== next[x]);
    this.inside = Array.from({ length: SIDE }, (_, block) => {
      const own = columns.filter((x) => first[x] === block && next[x] === block);
      return { block, start: own[0] ?? 0, length: own.length };
    }).filter(({ length }) => length > 0);
  }

  /** @param source where the row's pixels lie in the kernels' memory */
  take(calls: KernelCalls, y: number, source: number): void {
    const { row, channels } = this;
    const valueOf = (start: number, length: number): number => calls.sumPixels(source + start * channels, length, channels) * (channels === 1 ? 3 : 1);
    row.fill(0);
    for (const { block, start, length } of this.inside) row[block] = valueOf(start, length);
    const { first, next, share } = this.columns;
    for (const x of this.across) {
      const value = valueOf(x, 1);
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
