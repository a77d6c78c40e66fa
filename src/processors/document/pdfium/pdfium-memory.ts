import type { PdfiumCalls } from './load-pdfium';

/** The library's memory, as far as its caller lends and reads it. Views are made anew: they end when it grows. */
export class PdfiumMemory {
  constructor(private readonly calls: PdfiumCalls) {}

  /** Room for `size` bytes during `work`, zeroed. */
  lend<T>(size: number, work: (pointer: number) => T): T {
    const pointer = this.take(size);
    try {
      new Uint8Array(this.calls.memory.buffer, pointer, size).fill(0);
      return work(pointer);
    } finally {
      this.calls.free(pointer);
    }
  }

  /** Room to be given back with `give`. */
  take(size: number): number {
    const pointer = this.calls.malloc(Math.max(1, size));
    if (pointer === 0) throw new RangeError(`no ${size} bytes for PDFium`);
    return pointer;
  }

  give(pointer: number): void {
    this.calls.free(pointer);
  }

  write(pointer: number, bytes: Uint8Array): void {
    new Uint8Array(this.calls.memory.buffer).set(bytes, pointer);
  }

  bytes(pointer: number, size: number): Uint8Array {
    return new Uint8Array(this.calls.memory.buffer, pointer, size);
  }

  floats(pointer: number, count: number): Float32Array {
    return new Float32Array(this.calls.memory.buffer, pointer, count);
  }

  doubles(pointer: number, count: number): Float64Array {
    return new Float64Array(this.calls.memory.buffer, pointer, count);
  }

  integers(pointer: number, count: number): Int32Array {
    return new Int32Array(this.calls.memory.buffer, pointer, count);
  }

  /** What a call writes as UTF-16 with a zero at its end, when it is asked first without room and then with it. */
  utf16(call: (pointer: number, size: number) => number, maxBytes = 64 * 1024): string {
    const size = Math.min(call(0, 0), maxBytes);
    if (size <= 2) return '';
    return this.lend(size, (pointer) => {
      call(pointer, size);
      return Buffer.from(this.bytes(pointer, size)).toString('utf16le').replace(/\0+$/, '');
    });
  }

  /** Text as UTF-8 with a zero at its end, during `work`. */
  lendText<T>(text: string, work: (pointer: number) => T): T {
    const bytes = Buffer.from(`${text}\0`);
    return this.lend(bytes.length, (pointer) => {
      this.write(pointer, bytes);
      return work(pointer);
    });
  }
}
