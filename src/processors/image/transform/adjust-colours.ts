import type { Picture } from './picture';

const { fround } = Math;

/** Pillow's `ImageEnhance.Brightness`: 0 is black, 1 changes nothing. */
export function adjustBrightness({ rgb }: Picture, factor: number): void {
  moveFrom(rgb, 0, factor);
}

/** Pillow's `ImageEnhance.Contrast`: 0 is the mean grey, 1 changes nothing. */
export function adjustContrast({ rgb }: Picture, factor: number): void {
  let sum = 0;
  for (let at = 0; at < rgb.length; at += 3) sum += lightnessAt(rgb, at);
  moveFrom(rgb, Math.trunc(sum / (rgb.length / 3) + 0.5), factor);
}

/** Pillow's `ImageEnhance.Color`: 0 is without colour, 1 changes nothing. */
export function adjustSaturation({ rgb }: Picture, factor: number): void {
  const exact = fround(factor);
  const steps = new Float32Array(511);
  for (let at = 0; at < steps.length; at++) steps[at] = exact * (at - 255);
  for (let at = 0; at < rgb.length; at += 3) {
    const grey = lightnessAt(rgb, at);
    for (let channel = at; channel < at + 3; channel++) {
      rgb[channel] = toByte(fround(grey + (steps[(rgb[channel] as number) - grey + 255] as number)));
    }
  }
}

function moveFrom(rgb: Uint8Array, origin: number, factor: number): void {
  const exact = fround(factor);
  const table = new Uint8Array(256);
  for (let value = 0; value < 256; value++) table[value] = toByte(fround(origin + fround(exact * (value - origin))));
  for (let at = 0; at < rgb.length; at++) rgb[at] = table[rgb[at] as number] as number;
}

/** ITU-R 601-2, as Pillow's `convert('L')` has it. */
const lightnessAt = (rgb: Uint8Array, at: number): number =>
  ((rgb[at] as number) * 19595 + (rgb[at + 1] as number) * 38470 + (rgb[at + 2] as number) * 7471 + 32768) >> 16;

/** Cuts off what is behind the point. */
const toByte = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : Math.trunc(value));
