/** goodFeaturesToTrack's least distance, and how many corners it is asked for. */
export const LEAST_DISTANCE = 10;
export const MOST_CORNERS = 1000;

/** From this many candidates on, those that can't become corners are dropped. */
const CROWD = 65_536;
/** More are not kept: the lower in the picture go before the higher, as equal ones do in OpenCV's order. */
const MOST_KEPT = 262_144;

export interface CornerCandidate {
  readonly x: number;
  readonly y: number;
  /** OpenCV's value is smaller, in units of the kernels. */
  readonly upper: number;
  /** Whether it certainly is the largest of the nine around it. */
  readonly isCertain: boolean;
}

/** Of so many candidates there is room at once, for the next picture too. */
const ROOM_KEPT = 131_072;

interface Room {
  readonly columns: Uint16Array;
  readonly rows: Uint16Array;
  readonly lowers: Float32Array;
  readonly uppers: Float32Array;
  readonly certain: Uint8Array;
}

const roomFor = (count: number): Room => ({
  columns: new Uint16Array(count),
  rows: new Uint16Array(count),
  lowers: new Float32Array(count),
  uppers: new Float32Array(count),
  certain: new Uint8Array(count),
});

let spare: Room | undefined;

/** What may be a corner, collected row by row. */
export class CornerCandidates {
  private columns: Uint16Array;
  private rows: Uint16Array;
  private lowers: Float32Array;
  private uppers: Float32Array;
  private certain: Uint8Array;
  private count = 0;
  private crowd = CROWD;
  /** The pixel with the largest value. */
  private best = { x: 0, y: 0, value: 0 };
  /** Corners come of what is larger: see `thin`. */
  private leastWanted = 0;

  constructor(
    private readonly width: number,
    private readonly quality: number,
  ) {
    const room = spare ?? roomFor(ROOM_KEPT);
    spare = undefined;
    ({ columns: this.columns, rows: this.rows, lowers: this.lowers, uppers: this.uppers, certain: this.certain } = room);
  }

  /** Nobody asks for them any more: the room is for those of the next picture. */
  leave(): void {
    const { columns, rows, lowers, uppers, certain } = this;
    if (columns.length === ROOM_KEPT) spare = { columns, rows, lowers, uppers, certain };
  }

  /** What is not larger can't be a corner, as far as is known. */
  get threshold(): number {
    return Math.max(Math.fround(this.best.value * this.quality * (1 - 1e-5)), this.leastWanted);
  }

  /** What is smaller by OpenCV's arithmetic or by the kernel's is below the threshold by both. */
  get safeThreshold(): number {
    return Math.fround(this.threshold * 0.9);
  }

  get strongest(): { readonly x: number; readonly y: number } {
    return this.best;
  }

  noteRow(y: number, most: number, readRow: () => Float32Array): void {
    if (most > this.best.value) this.best = { x: readRow().indexOf(most), y, value: most };
  }

  /** Takes what `peakRow` found, read as integers and as floats. */
  add(y: number, integers: Int32Array, floats: Float32Array): void {
    const length = integers.length / 4;
    this.makeRoom(this.count + length);
    for (let i = 0; i < integers.length; i += 4) {
      const at = this.count;
      this.columns[at] = integers[i] as number;
      this.rows[at] = y;
      this.lowers[at] = floats[i + 1] as number;
      this.uppers[at] = floats[i + 2] as number;
      this.certain[at] = integers[i + 3] as number;
      this.count += 1;
    }
    if (this.count > this.crowd) {
      this.thin();
      this.crowd = Math.min(Math.max(CROWD, 2 * this.count), 2 * MOST_KEPT);
    }
  }

  /** Numbers of all that may still become corners, by `upper`, the largest first, in parts. */
  *fromTheTop(): Generator<Uint32Array, void> {
    this.thin();
    const { order, starts } = this.inBuckets();
    for (let bucket = starts.length - 2; bucket >= 0; bucket -= 1) {
      const [start, end] = [starts[bucket] as number, starts[bucket + 1] as number];
      if (start === end) continue;
      const members = order.subarray(start, end);
      if (members.length > 1) members.sort((a, b) => (this.uppers[b] as number) - (this.uppers[a] as number));
      yield members;
    }
  }

  candidate(number: number): CornerCandidate {
    return {
      x: this.columns[number] as number,
      y: this.rows[number] as number,
      upper: this.uppers[number] as number,
      isCertain: this.certain[number] === 1,
    };
  }

  /** Indices by the upper half of the bits of `upper`, which for positive floats are in the order of the floats; from the least half there is to the largest. */
  private inBuckets(): { order: Uint32Array; starts: Uint32Array } {
    const bits = new Uint32Array(this.uppers.buffer);
    let [least, most] = [0xffff, 0];
    for (let i = 0; i < this.count; i += 1) {
      const half = (bits[i] as number) >>> 16;
      if (half < least) least = half;
      if (half > most) most = half;
    }
    const starts = new Uint32Array(Math.max(most - least, -1) + 2);
    for (let i = 0; i < this.count; i += 1) starts[((bits[i] as number) >>> 16) - least + 1]! += 1;
    for (let bucket = 1; bucket < starts.length; bucket += 1) starts[bucket]! += starts[bucket - 1]!;
    const free = starts.slice();
    const order = new Uint32Array(this.count);
    for (let i = 0; i < this.count; i += 1) {
      const bucket = ((bits[i] as number) >>> 16) - least;
      order[free[bucket]!] = i;
      free[bucket]! += 1;
    }
    return { order, starts };
  }

  /**
   * Drops what comes too late. Corners are taken by their values, and each keeps others at a distance: with as many
   * candidates as corners are wanted, so far from one another that no corner can keep two of them away, that many
   * corners are taken before anything that comes after all of these.
   */
  private thin(): void {
    // Less, so that what is equal is kept. It holds for all rows that follow, too.
    this.leastWanted = Math.max(this.leastWanted, Math.fround(this.leastOfFarOnes() * (1 - 1e-5)));
    const least = this.threshold;
    let kept = 0;
    for (let i = Math.max(this.count - MOST_KEPT, 0); i < this.count; i += 1) {
      if ((this.uppers[i] as number) < least) continue;
      this.columns[kept] = this.columns[i] as number;
      this.rows[kept] = this.rows[i] as number;
      this.lowers[kept] = this.lowers[i] as number;
      this.uppers[kept] = this.uppers[i] as number;
      this.certain[kept] = this.certain[i] as number;
      kept += 1;
    }
    this.count = kept;
  }

  private leastOfFarOnes(): number {
    const side = 4 * LEAST_DISTANCE;
    const columns = Math.ceil(this.width / side);
    const rows = this.count === 0 ? 0 : Math.trunc((this.rows[this.count - 1] as number) / side) + 1;
    if (columns * rows < MOST_CORNERS) return 0;
    const best = new Float32Array(columns * rows);
    for (let i = 0; i < this.count; i += 1) {
      const [x, y] = [this.columns[i] as number, this.rows[i] as number];
      if (this.certain[i] !== 1 || x % side >= side / 2 || y % side >= side / 2) continue;
      const cell = Math.trunc(y / side) * columns + Math.trunc(x / side);
      const lower = this.lowers[i] as number;
      if (lower > (best[cell] as number)) best[cell] = lower;
    }
    return best.sort().at(-MOST_CORNERS) as number;
  }

  private makeRoom(count: number): void {
    if (count <= this.columns.length) return;
    const length = 2 * count;
    const grown = <T extends Uint8Array | Uint16Array | Float32Array>(array: T, larger: T): T => {
      larger.set(array);
      return larger;
    };
    this.columns = grown(this.columns, new Uint16Array(length));
    this.rows = grown(this.rows, new Uint16Array(length));
    this.lowers = grown(this.lowers, new Float32Array(length));
    this.uppers = grown(this.uppers, new Float32Array(length));
    this.certain = grown(this.certain, new Uint8Array(length));
  }
}
