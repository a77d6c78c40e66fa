import { sumParts } from './each-part';
import { withKernelRoom } from './kernel-room';
import { fromLab, toLab } from './lab';
import type { Picture } from './picture';

const STRENGTH = 1.1;
/** Pixels that go through the kernel at once. */
const PART = 16_384;

/** Moves a and b of Lab by how far their means are from grey, more where it is light. */
export function balanceWhite({ rgb }: Picture): void {
  const lab = toLab(rgb);
  for (const plane of [lab.a, lab.b]) shift(plane, lab.light, mean(plane) - 128);
  fromLab(lab, rgb);
}

function shift(plane: Uint8Array, light: Uint8Array, offset: number): void {
  withKernelRoom((room) => {
    const [values, lights, shifts] = [room.place(PART), room.place(PART), room.place(256 * 8)];
    const bytes = room.open();
    new Float64Array(bytes.buffer, shifts, 256).set(Array.from({ length: 256 }, (_, level) => offset * (level / 255) * STRENGTH));
    for (let at = 0; at < plane.length; at += PART) {
      const pixels = Math.min(PART, plane.length - at);
      bytes.set(plane.subarray(at, at + pixels), values);
      bytes.set(light.subarray(at, at + pixels), lights);
      room.kernels.shiftRow(values, lights, pixels, shifts);
      plane.set(bytes.subarray(values, values + pixels), at);
    }
  });
}

const mean = (plane: Uint8Array): number => sumParts(plane, 1, (kernels, place, pixels) => kernels.sumBytes(place, pixels)) / plane.length;
