import { LEAST_DISTANCE } from './corner-candidates';

/** No more points at that distance fit into a cell as wide as it. */
const IN_CELL = 2;
const NONE = -1;

/** Corners in cells as wide as their least distance: only the cells around one have to be asked. */
export class TakenCorners {
  count = 0;
  private readonly columns: number;
  private readonly xs: Int32Array;
  private readonly ys: Int32Array;

  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / LEAST_DISTANCE) + 2;
    const cells = this.columns * (Math.ceil(height / LEAST_DISTANCE) + 2);
    this.xs = new Int32Array(IN_CELL * cells).fill(NONE);
    this.ys = new Int32Array(IN_CELL * cells);
  }

  hasRoomFor(x: number, y: number): boolean {
    const cell = this.cellOf(x, y);
    for (let row = -this.columns; row <= this.columns; row += this.columns) {
      const end = IN_CELL * (cell + row + 2);
      for (let at = IN_CELL * (cell + row - 1); at < end; at += 1) {
        const other = this.xs[at] as number;
        if (other !== NONE && (other - x) ** 2 + ((this.ys[at] as number) - y) ** 2 < LEAST_DISTANCE ** 2) return false;
      }
    }
    return true;
  }

  add(x: number, y: number): void {
    const first = IN_CELL * this.cellOf(x, y);
    const at = this.xs[first] === NONE ? first : first + 1;
    this.xs[at] = x;
    this.ys[at] = y;
    this.count += 1;
  }

  private cellOf = (x: number, y: number): number => (Math.trunc(y / LEAST_DISTANCE) + 1) * this.columns + Math.trunc(x / LEAST_DISTANCE) + 1;
}
