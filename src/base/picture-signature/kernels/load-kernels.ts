import code from './kernels.as.ts?wasm';

/** The exports of kernels.as.ts. Places are in bytes; their contracts stand beside the sources. */
export interface KernelCalls {
  readonly memory: WebAssembly.Memory;
  addStep(...step: [first: number, second: number, side: number, margin: number, a: number, b: number, c: number, d: number, e: number, f: number, sums: number]): void;
}

/** Of 64 KiB. */
const PAGES = 2;

/** The kernels, and memory that they can see: whoever takes a place has it for good. */
export class KernelRoom {
  readonly calls: KernelCalls;
  private end: number;

  constructor() {
    this.calls = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(code, 'base64'))).exports as unknown as KernelCalls;
    this.end = this.calls.memory.buffer.byteLength;
    this.calls.memory.grow(PAGES);
  }

  floats(count: number): Float32Array {
    return new Float32Array(this.calls.memory.buffer, this.place(count * Float32Array.BYTES_PER_ELEMENT), count);
  }

  doubles(count: number): Float64Array {
    return new Float64Array(this.calls.memory.buffer, this.place(count * Float64Array.BYTES_PER_ELEMENT), count);
  }

  private place(bytes: number): number {
    const at = this.end;
    this.end = at + Math.ceil(bytes / 16) * 16 + 16;
    return at;
  }
}
