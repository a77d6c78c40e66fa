import code from './kernels.as.ts?wasm';

/** The exports of kernels.as.ts. Places are in bytes; their contracts stand beside the sources. */
export interface KernelCalls {
  readonly memory: WebAssembly.Memory;
  greyRow(source: number, target: number, pixels: number, channels: number, isPillow: boolean): void;
  reverseRow(source: number, target: number, pixels: number): void;
  storeColumn(source: number, target: number, pixels: number, stride: number): void;
  countValues(source: number, pixels: number, channels: number, tables: number): void;
  sumRuns(source: number, runs: number, count: number, channels: number, sums: number): void;
  gradientRow(above: number, here: number, below: number, dx: number, dy: number, magnitudes: number, width: number): void;
  laplacianRow(above: number, here: number, below: number, width: number, sums: number): void;
  ridgeRow(
    ...row: [dx: number, dy: number, above: number, here: number, below: number, weak: number, strong: number, width: number, low: number, high: number]
  ): void;
  spreadEdges(weak: number, strong: number, wordsInRow: number, height: number, waiting: number, isWaiting: number): number;
  cornerRow(
    ...row: [
      dx0: number, dx1: number, dx2: number, dy0: number, dy1: number, dy2: number,
      sums: number, stride: number, upper: number, lower: number, width: number, threshold: number,
    ]
  ): number;
  peakRow(
    ...row: [
      upper0: number, upper1: number, upper2: number, lower0: number, lower1: number, lower2: number,
      width: number, threshold: number, found: number,
    ]
  ): number;
  resizeRows(
    ...rows: [
      source: number, sourceStride: number, target: number, targetStride: number, width: number,
      places: number, lowWeights: number, highWeights: number, isNarrow: boolean,
    ]
  ): void;
  mixRows(
    ...rows: [ring: number, stride: number, ringRows: number, first: number, weights: number, pairs: number, target: number, width: number]
  ): void;
  spanOfBox(samples: number, count: number, span: number): void;
  cutBox(samples: number, count: number, shift: number, counts: number, spare: number): number;
  sumBox(samples: number, count: number, sums: number): void;
  addRow(source: number, sums: number, length: number): void;
  meanRow(sums: number, target: number, blocks: number, channels: number, factor: number, area: number): void;
  averageCells(sums: number, colours: number, width: number, side: number, area: number, lines: number): void;
  softenLines(
    ...lines: [source: number, target: number, length: number, lines: number, next: number, line: number, targetNext: number, targetLine: number]
  ): void;
  sumRows(source: number, stride: number, rows: number, shares: number, sums: number, length: number): void;
  addExcess(
    ...rows: [
      source: number, stride: number, rows: number, shares: number, sums: number,
      pixels: number, channels: number, tables: number, most: number,
    ]
  ): void;
}

const PAGE = 65_536;
/** An instance that has grown beyond this is given up after use: its memory never shrinks. */
const KEPT_BYTES = 32 * 1024 * 1024;

let compiled: WebAssembly.Module | undefined;
let idle: KernelCalls | undefined;

/** The kernels with memory to put things into: first all places are taken, then it is opened, and only then used. */
export class KernelRoom {
  private end = 0;

  constructor(readonly calls: KernelCalls) {}

  /** A place for that many bytes, with as many before and behind it that rows may run over. */
  place(bytes: number): number {
    const at = this.end + 64;
    this.end = at + Math.ceil(bytes / 16) * 16 + 64;
    return at;
  }

  /** Everything is zero then. */
  open(): Uint8Array<ArrayBuffer> {
    const { memory } = this.calls;
    const missing = this.end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    return new Uint8Array(memory.buffer as ArrayBuffer).fill(0, 0, this.end);
  }
}

/** Lets `work` use the kernels; it must not wait for anything in between. */
export function withKernels<T>(work: (room: KernelRoom) => T): T {
  compiled ??= new WebAssembly.Module(Buffer.from(code, 'base64'));
  const calls = idle ?? (new WebAssembly.Instance(compiled).exports as unknown as KernelCalls);
  idle = undefined;
  const result = work(new KernelRoom(calls));
  if (calls.memory.buffer.byteLength <= KEPT_BYTES) idle = calls;
  return result;
}
