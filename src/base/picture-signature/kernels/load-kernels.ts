import { GREY_SIDE } from '../signature-format';
import code from './kernels.as.ts?wasm';

/** The exports of kernels.as.ts. Places are in bytes; their contracts stand beside the sources. */
export interface KernelCalls {
  readonly memory: WebAssembly.Memory;
  align(first: number, second: number, side: number, margin: number, placement: number, rounds: number, scratch: number): void;
  overlay(
    ...laid: [grid: number, side: number, margin: number, a: number, b: number, c: number, d: number, e: number, f: number, levels: number, isCovered: number]
  ): number;
  toLay(grid: number, lay: number): void;
  readExtent(grid: number, taps: number, lay: number): void;
  normaliseLay(lay: number): void;
  turnLay(lay: number, order: number, turned: number): void;
  correlateGrid(lay: number, grid: number): number;
  correlateLays(lay: number, other: number): number;
  fineParts(grid: number, isCovered: number, side: number, fine: number, scratch: number): void;
  countLevels(grid: number, count: number, counts: number): void;
  halve(grid: number, side: number, narrow: number, halved: number): void;
  readHalfBytes(bytes: number, count: number, step: number, grid: number): void;
  readLevels(bytes: number, count: number, levels: number, grid: number): void;
  solve(system: number, count: number, answer: number): number;
  turn(grid: number, side: number, start: number, stepX: number, stepY: number, turned: number): void;
  toSpline(grid: number, side: number): void;
  alignTrim(first: number, spline: number, side: number, trim: number, rounds: number, scratch: number): number;
  pairSums(first: number, second: number, isCovered: number, count: number, sums: number): void;
  thirdSums(third: number, first: number, second: number, isCovered: number, count: number, sums: number): void;
  restOf(second: number, first: number, gain: number, offset: number, isCovered: number, count: number, rest: number): void;
  hasStrangePatch(
    ...laid: [
      rest: number, levels: number, isCovered: number, clipped: number, side: number,
      noise: number, atEdges: number, ofExcess: number, most: number, ratios: number,
    ]
  ): number;
}

let compiled: WebAssembly.Module | undefined;

/** The kernels with memory of their own. */
export function startKernels(): KernelCalls {
  compiled ??= new WebAssembly.Module(Buffer.from(code, 'base64'));
  return new WebAssembly.Instance(compiled).exports as unknown as KernelCalls;
}

/** Of 64 KiB. */
const PAGES = 8;
const CELLS = GREY_SIDE * GREY_SIDE;
/** Grids that one call may be given. */
const GUESTS = 4;

/**
 * The kernels, and memory that they can see: whoever takes a place has it for good. A grid that lies there is used where
 * it lies; others are laid there for a call.
 */
export class KernelRoom {
  readonly calls: KernelCalls;
  private readonly buffer: ArrayBufferLike;
  private end: number;
  private readonly guests: readonly Float32Array[];
  private readonly cover: Uint8Array;

  constructor() {
    this.calls = startKernels();
    this.end = this.calls.memory.buffer.byteLength;
    this.calls.memory.grow(PAGES);
    this.buffer = this.calls.memory.buffer;
    this.guests = Array.from({ length: GUESTS }, () => this.floats(CELLS));
    this.cover = this.bytes(CELLS);
  }

  floats(count: number): Float32Array {
    return new Float32Array(this.buffer, this.place(count * Float32Array.BYTES_PER_ELEMENT), count);
  }

  doubles(count: number): Float64Array {
    return new Float64Array(this.buffer, this.place(count * Float64Array.BYTES_PER_ELEMENT), count);
  }

  counts(count: number): Uint32Array {
    return new Uint32Array(this.buffer, this.place(count * Uint32Array.BYTES_PER_ELEMENT), count);
  }

  bytes(count: number): Uint8Array {
    return new Uint8Array(this.buffer, this.place(count), count);
  }

  /** @param number of the grid in the call, from 0 */
  placeOf(grid: Float32Array, number: number): number {
    if (grid.buffer === this.buffer) return grid.byteOffset;
    const guest = this.guests[number]!;
    guest.set(grid);
    return guest.byteOffset;
  }

  /** Of which cells count; of one a call. */
  placeOfCover(isCovered: Uint8Array): number {
    if (isCovered.buffer === this.buffer) return isCovered.byteOffset;
    this.cover.set(isCovered);
    return this.cover.byteOffset;
  }

  private place(bytes: number): number {
    const at = this.end;
    this.end = at + Math.ceil(bytes / 16) * 16 + 16;
    return at;
  }
}

let shared: KernelRoom | undefined;

/** One for all: nothing that uses it waits in between. */
export function kernelRoom(): KernelRoom {
  return (shared ??= new KernelRoom());
}
