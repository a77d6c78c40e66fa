import code from './kernels.as.ts?wasm';

/** The exports of kernels.as.ts; their contracts stand there. Places are in bytes. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  resizeRowsOfThree: ResizeRows;
  resizeRowsOfFour: ResizeRows;
  mixRows(pairs: number, count: number, target: number, length: number): void;
  sharpenRow(above: number, here: number, below: number, target: number, length: number): void;
  blurRow(
    ...row: [first: number, second: number, third: number, fourth: number, fifth: number, columns: number, target: number, length: number]
  ): void;
  toLabRow(rgb: number, light: number, a: number, b: number, pixels: number, linear: number, root: number): void;
  fromLabRow(
    ...row: [light: number, a: number, b: number, rgb: number, pixels: number, lightness: number, cube: number, companded: number]
  ): void;
  moveRow(values: number, length: number, origin: number, factor: number): void;
  saturateRow(rgb: number, pixels: number, factor: number): void;
  sumGrey(rgb: number, pixels: number): number;
  lightEdgesRow(rgb: number, edges: number, pixels: number, part: number, more: number): void;
  sumBytes(values: number, length: number): number;
  countBytes(values: number, length: number, counts: number): void;
  shiftRow(plane: number, light: number, pixels: number, shifts: number): void;
  blendRow(
    ...row: [
      light: number, pixels: number, upper: number, lower: number,
      columns: number, lefts: number, rights: number, upperPart: number, lowerPart: number,
    ]
  ): void;
}
type ResizeRows = (
  source: number, sourceStride: number, target: number, targetStride: number, width: number, places: number, weights: number,
) => void;

const PAGE = 65_536;
/** Kernels read and write so much behind a row's end. */
export const SLACK = 32;

/** An instance that has grown beyond this is given up after use: its memory never shrinks. */
const KEPT_BYTES = 8 * 1024 * 1024;

let compiled: WebAssembly.Module | undefined;
let idle: Kernels | undefined;

/** The kernels with memory for one step: first all places are taken, then it is opened, and only then used. */
export class KernelRoom {
  private end = SLACK;

  constructor(readonly kernels: Kernels) {}

  place(bytes: number): number {
    const at = this.end;
    this.end += Math.ceil((bytes + SLACK) / 16) * 16;
    return at;
  }

  /** Everything is zero then. */
  open(): Uint8Array<ArrayBuffer> {
    const { memory } = this.kernels;
    const missing = this.end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    return new Uint8Array(memory.buffer as ArrayBuffer).fill(0, 0, this.end);
  }
}

/** Lets `work` use the kernels; it must not wait for anything in between. */
export function withKernelRoom<T>(work: (room: KernelRoom) => T): T {
  compiled ??= new WebAssembly.Module(Buffer.from(code, 'base64'));
  const kernels = idle ?? (new WebAssembly.Instance(compiled).exports as unknown as Kernels);
  idle = undefined;
  const result = work(new KernelRoom(kernels));
  if (kernels.memory.buffer.byteLength <= KEPT_BYTES) idle = kernels;
  return result;
}
