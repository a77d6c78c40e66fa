import { withKernelRoom, type Kernels } from './kernel-room';

/** Units that go through a kernel at once. */
const PART = 16_384;

/**
 * Takes bytes through the kernels, part by part; what a kernel writes in their place goes back.
 *
 * @param unit bytes of a pixel
 * @param beside further bytes that are only looked at, one for each pixel
 */
export function changeParts(bytes: Uint8Array, unit: 1 | 3, change: (kernels: Kernels, place: number, pixels: number, beside: number) => void, beside?: Uint8Array): void {
  withKernelRoom((room) => {
    const [place, besidePlace] = [room.place(PART * unit), room.place(beside ? PART : 0)];
    const memory = room.open();
    for (let at = 0; at < bytes.length; at += PART * unit) {
      const part = bytes.subarray(at, at + PART * unit);
      memory.set(part, place);
      if (beside) memory.set(beside.subarray(at / unit, at / unit + PART), besidePlace);
      change(room.kernels, place, part.length / unit, besidePlace);
      part.set(memory.subarray(place, place + part.length));
    }
  });
}

/** The sum of what a kernel makes of each part. */
export function sumParts(bytes: Uint8Array, unit: 1 | 3, sum: (kernels: Kernels, place: number, pixels: number) => number): number {
  return withKernelRoom((room) => {
    const place = room.place(PART * unit);
    const memory = room.open();
    let total = 0;
    for (let at = 0; at < bytes.length; at += PART * unit) {
      const part = bytes.subarray(at, at + PART * unit);
      memory.set(part, place);
      total += sum(room.kernels, place, part.length / unit);
    }
    return total;
  });
}
