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

let compiled: WebAssembly.Module | undefined;

/** Memory for one step: first all places are taken, then it is opened. It goes when nobody holds it. */
export class KernelRoom {
  private end = SLACK;

  place(bytes: number): number {
    const at = this.end;
    this.end += Math.ceil((bytes + SLACK) / 16) * 16;
    return at;
  }

  open(): { kernels: Kernels; bytes: Uint8Array } {
    compiled ??= new WebAssembly.Module(Buffer.from(code, 'base64'));
    const kernels = new WebAssembly.Instance(compiled).exports as unknown as Kernels;
    const missing = this.end - kernels.memory.buffer.byteLength;
    if (missing > 0) kernels.memory.grow(Math.ceil(missing / PAGE));
    return { kernels, bytes: new Uint8Array(kernels.memory.buffer) };
  }
}
