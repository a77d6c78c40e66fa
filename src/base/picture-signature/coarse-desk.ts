import type { Extent } from './extent';
import { startKernels } from './kernels/load-kernels';
import { COARSE_CELLS, COARSE_SIDE } from './signature-format';
import { inverseOf, TURNS, turnGrid, type Turn } from './turn';

/** Cells there is room for in grids and lays; those behind the last stay 0. */
const ROOM = 240;
const LAY_BYTES = ROOM * 4;
const TAPS_BYTES = ROOM * (2 + 4 + 4);
const PAGE_BYTES = 65_536;
const LAST = COARSE_SIDE - 1;

/** What a grid takes of memory; grids lie one after the other. */
export const GRID_BYTES = ROOM;
/** By turn, which cell stands where when a picture is laid so that the other, turned, lies over it. */
const BACK = TURNS.map((turn) => Uint8Array.from(turnGrid(Float32Array.from({ length: COARSE_CELLS }, (_, at) => at), COARSE_SIDE, inverseOf(turn))));

/**
 * Where pictures seen from afar are laid over each other: memory of its own, with grids (8-bit cells) and lays (a grid or
 * an extent of one, as it has to be to compare others with it). Both are known by their places.
 */
export class CoarseDesk {
  private readonly calls = startKernels();
  private bytes = new Int8Array(0);
  private end = this.calls.memory.buffer.byteLength;
  private readonly taps = new Map<Extent, number>();
  private readonly orders = BACK.map((order) => this.putBytes(this.place(order.length), order));

  placeGrids(count: number): number {
    return this.place(count * GRID_BYTES);
  }

  placeLay(): number {
    return this.place(LAY_BYTES);
  }

  putGrid(place: number, coarse: Int8Array): void {
    if (this.bytes.buffer !== this.calls.memory.buffer) this.bytes = new Int8Array(this.calls.memory.buffer);
    this.bytes.set(coarse, place);
  }

  layWhole(grid: number, lay: number): void {
    this.calls.toLay(grid, lay);
    this.calls.normaliseLay(lay);
  }

  /** An extent of a grid, read as if it were the whole; what lies outside shows the edge. */
  layExtent(grid: number, extent: Extent, lay: number): void {
    this.calls.readExtent(grid, this.tapsOf(extent), lay);
    this.calls.normaliseLay(lay);
  }

  /** As another one would have to look to be laid over this one by `turn`. */
  turnBack(lay: number, turn: Turn, turned: number): void {
    this.calls.turnLay(lay, this.orders[turn]!, turned);
  }

  /** Correlation (−1 to 1). */
  scoreGrid(lay: number, grid: number): number {
    return this.calls.correlateGrid(lay, grid);
  }

  scoreLays(lay: number, other: number): number {
    return this.calls.correlateLays(lay, other);
  }

  private tapsOf(extent: Extent): number {
    let place = this.taps.get(extent);
    if (place === undefined) this.taps.set(extent, (place = this.putTaps(this.place(TAPS_BYTES), extent)));
    return place;
  }

  /** Where an extent is read, in `COARSE_CELLS` places: from the cell above left of each, and how far towards the next ones. */
  private putTaps(place: number, extent: Extent): number {
    const cells = new Uint16Array(this.calls.memory.buffer, place, ROOM);
    const across = new Float32Array(this.calls.memory.buffer, place + ROOM * 2, ROOM);
    const down = new Float32Array(this.calls.memory.buffer, place + ROOM * 6, ROOM);
    const placeOf = (from: number, to: number, k: number) => Math.min(LAST, Math.max(0, (from + ((k + 0.5) / COARSE_SIDE) * (to - from)) * COARSE_SIDE - 0.5));
    for (let at = 0; at < COARSE_CELLS; at += 1) {
      const x = placeOf(extent.left, extent.right, at % COARSE_SIDE);
      const y = placeOf(extent.top, extent.bottom, Math.floor(at / COARSE_SIDE));
      const [left, top] = [Math.min(LAST - 1, Math.floor(x)), Math.min(LAST - 1, Math.floor(y))];
      cells[at] = top * COARSE_SIDE + left;
      across[at] = x - left;
      down[at] = y - top;
    }
    return place;
  }

  private putBytes(place: number, bytes: Uint8Array): number {
    new Uint8Array(this.calls.memory.buffer, place, bytes.length).set(bytes);
    return place;
  }

  private place(bytes: number): number {
    const at = this.end;
    this.end = at + Math.ceil(bytes / 16) * 16;
    // A little more is read behind the last one.
    const missing = this.end + 16 - this.calls.memory.buffer.byteLength;
    if (missing > 0) this.calls.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return at;
  }
}
