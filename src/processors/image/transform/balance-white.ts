import { fromLab, toLab } from './lab';
import type { Picture } from './picture';

const STRENGTH = 1.1;

/** Moves a and b of Lab by how far their means are from grey, more where it is light. */
export function balanceWhite({ rgb }: Picture): void {
  const lab = toLab(rgb);
  for (const plane of [lab.a, lab.b]) {
    const offset = mean(plane) - 128;
    const shifts = Float64Array.from({ length: 256 }, (_, light) => offset * (light / 255) * STRENGTH);
    for (let at = 0; at < plane.length; at++) {
      const value = (plane[at] as number) - (shifts[lab.light[at] as number] as number);
      plane[at] = value <= 0 ? 0 : value >= 255 ? 255 : Math.trunc(value);
    }
  }
  fromLab(lab, rgb);
}

function mean(plane: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < plane.length; at++) sum += plane[at] as number;
  return sum / plane.length;
}
