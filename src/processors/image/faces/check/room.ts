import code from './add-weighted.as.ts?wasm';

/** What `add-weighted.as.ts` exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  addWeighted(values: number, count: number, matrix: number, sums: number, length: number): void;
}

/** Memory that the kernel can see, for weights and tensors. */
export interface Room {
  /** Zeros, valid until the room is cleared. Throws where there is no more of it. */
  take(length: number): Float32Array;
  /** Gives back all that was taken since `keep` or the last `clear`. */
  clear(): void;
  /** What was taken so far stays. */
  keep(): void;
  /** Adds to the sums the rows of a matrix, each times one of `count` values; all of them taken here. */
  addWeighted(values: Float32Array, from: number, count: number, matrix: Float32Array, start: number, sums: Float32Array): void;
}

const PAGE_BYTES = 65_536;
const NUMBER_BYTES = 4;

export async function openRoom(length: number): Promise<Room> {
  const { instance } = await WebAssembly.instantiate(Buffer.from(code, 'base64'));
  const { memory, addWeighted } = instance.exports as unknown as Kernel;
  const first = memory.buffer.byteLength / NUMBER_BYTES;
  memory.grow(Math.ceil((length * NUMBER_BYTES) / PAGE_BYTES));
  const all = new Float32Array(memory.buffer);
  let [kept, end] = [first, first];
  return {
    take(wanted) {
      if (end + wanted > all.length) throw new RangeError('The face check has no room left for its numbers.');
      const taken = all.subarray(end, end + wanted).fill(0);
      end += wanted;
      return taken;
    },
    clear: () => void (end = kept),
    keep: () => void (kept = end),
    addWeighted(values, from, count, matrix, start, sums) {
      addWeighted(values.byteOffset + from * NUMBER_BYTES, count, matrix.byteOffset + start * NUMBER_BYTES, sums.byteOffset, sums.length);
    },
  };
}
