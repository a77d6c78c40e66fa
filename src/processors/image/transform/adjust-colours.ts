import { changeParts, sumParts } from './each-part';
import type { Picture } from './picture';

/** Pillow's `ImageEnhance.Brightness`: 0 is black, 1 changes nothing. */
export function adjustBrightness({ rgb }: Picture, factor: number): void {
  moveFrom(rgb, 0, factor);
}

/** Pillow's `ImageEnhance.Contrast`: 0 is the mean grey, 1 changes nothing. */
export function adjustContrast({ rgb }: Picture, factor: number): void {
  const sum = sumParts(rgb, 3, (kernels, place, pixels) => kernels.sumGrey(place, pixels));
  moveFrom(rgb, Math.trunc(sum / (rgb.length / 3) + 0.5), factor);
}

/** Pillow's `ImageEnhance.Color`: 0 is without colour, 1 changes nothing. */
export function adjustSaturation({ rgb }: Picture, factor: number): void {
  changeParts(rgb, 3, (kernels, place, pixels) => kernels.saturateRow(place, pixels, factor));
}

function moveFrom(rgb: Uint8Array, origin: number, factor: number): void {
  changeParts(rgb, 3, (kernels, place, pixels) => kernels.moveRow(place, pixels * 3, origin, factor));
}
