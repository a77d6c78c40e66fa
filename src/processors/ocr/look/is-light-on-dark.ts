import type { GreyPicture } from '../picture/grey-picture';

const TILE_SIDE = 32;
const STEP = 4;
const MIN_CONTRAST = 40;
const MIN_TILES = 6;
const MAJORITY = 2;

/** Whether the print is brighter than its paper: in most places with print, most of the pixels are dark. */
export function isLightOnDark({ data, width, height }: GreyPicture): boolean {
  let [darkPrint, lightPrint] = [0, 0];
  const samples = new Uint8Array((TILE_SIDE / STEP) ** 2);
  for (let top = 0; top + TILE_SIDE <= height; top += TILE_SIDE) {
    for (let left = 0; left + TILE_SIDE <= width; left += TILE_SIDE) {
      let count = 0;
      for (let y = top; y < top + TILE_SIDE; y += STEP) {
        for (let x = left; x < left + TILE_SIDE; x += STEP) samples[count++] = data[y * width + x] ?? 0;
      }
      samples.sort();
      const at = (share: number): number => samples[Math.floor((count - 1) * share)] ?? 0;
      const [darkest, middle, lightest] = [at(0.03), at(0.5), at(0.97)];
      if (lightest - darkest < MIN_CONTRAST) continue;
      if (middle > (darkest + lightest) / 2) darkPrint++;
      else lightPrint++;
    }
  }
  return lightPrint >= MIN_TILES && lightPrint > darkPrint * MAJORITY;
}
