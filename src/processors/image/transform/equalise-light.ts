import { fromLab, toLab } from './lab';
import type { Picture } from './picture';
import { reflect } from './reflect';
import { roundEven } from './round-even';

const TILES = 8;
const CLIP_LIMIT = 3;
const LEVELS = 256;
/** From here on numbers of single precision are whole. */
const WHOLE = 2 ** 23;
const { fround } = Math;

/** CLAHE of L of Lab, as OpenCV's `createCLAHE(3, (8, 8))` has it (modules/imgproc/src/clahe.cpp, Apache-2.0). */
export function equaliseLight({ rgb, width, height }: Picture): void {
  const lab = toLab(rgb);
  equaliseTiles(lab.light, width, height);
  fromLab(lab, rgb);
}

/** K. Zuiderveld, "Contrast limited adaptive histogram equalization", Graphics Gems IV, 1994. */
export function equaliseTiles(light: Uint8Array, width: number, height: number): void {
  const isWhole = width % TILES === 0 && height % TILES === 0;
  const tileWidth = isWhole ? width / TILES : Math.floor(width / TILES) + 1;
  const tileHeight = isWhole ? height / TILES : Math.floor(height / TILES) + 1;
  const tables = makeTables(light, width, height, tileWidth, tileHeight);
  const across = placesOf(width, tileWidth);
  const down = placesOf(height, tileHeight);
  for (let y = 0, at = 0; y < height; y++) {
    const upper = (down.before[y] as number) * TILES * LEVELS;
    const lower = (down.after[y] as number) * TILES * LEVELS;
    const lowerPart = down.parts[y] as number;
    const upperPart = down.rests[y] as number;
    for (let x = 0; x < width; x++, at++) {
      const value = light[at] as number;
      const left = (across.before[x] as number) * LEVELS + value;
      const right = (across.after[x] as number) * LEVELS + value;
      const rightPart = across.parts[x] as number;
      const leftPart = across.rests[x] as number;
      const above = fround(fround((tables[upper + left] as number) * leftPart) + fround((tables[upper + right] as number) * rightPart));
      const below = fround(fround((tables[lower + left] as number) * leftPart) + fround((tables[lower + right] as number) * rightPart));
      // The nearest whole number, halves to the even one: single precision has no places left for more.
      light[at] = fround(fround(fround(above * upperPart) + fround(below * lowerPart)) + WHOLE) - WHOLE;
    }
  }
}

/** Between which two tiles each pixel of a row lies, and how near it is to the second. */
function placesOf(length: number, tile: number): { before: Uint8Array; after: Uint8Array; parts: Float32Array; rests: Float32Array } {
  const [before, after] = [new Uint8Array(length), new Uint8Array(length)];
  const [parts, rests] = [new Float32Array(length), new Float32Array(length)];
  const inverse = fround(1 / tile);
  for (let at = 0; at < length; at++) {
    const place = fround(fround(at * inverse) - 0.5);
    const first = Math.floor(place);
    parts[at] = place - first;
    rests[at] = 1 - (parts[at] as number);
    before[at] = Math.max(first, 0);
    after[at] = Math.min(first + 1, TILES - 1);
  }
  return { before, after, parts, rests };
}

/** Tile by tile 256 new levels. */
function makeTables(light: Uint8Array, width: number, height: number, tileWidth: number, tileHeight: number): Uint8Array {
  const tables = new Uint8Array(TILES * TILES * LEVELS);
  const area = tileWidth * tileHeight;
  const limit = Math.max(1, Math.trunc((CLIP_LIMIT * area) / LEVELS));
  const scale = fround((LEVELS - 1) / area);
  const counts = new Int32Array(LEVELS);
  for (let tile = 0; tile < TILES * TILES; tile++) {
    counts.fill(0);
    const left = (tile % TILES) * tileWidth;
    const top = Math.floor(tile / TILES) * tileHeight;
    for (let y = top; y < top + tileHeight; y++) {
      const row = (y < height ? y : reflect(y, height)) * width;
      for (let x = left; x < left + tileWidth; x++) {
        const value = light[row + (x < width ? x : reflect(x, width))] as number;
        counts[value] = (counts[value] as number) + 1;
      }
    }
    clip(counts, limit);
    let sum = 0;
    for (let level = 0; level < LEVELS; level++) {
      sum += counts[level] as number;
      tables[tile * LEVELS + level] = Math.min(255, roundEven(fround(sum * scale)));
    }
  }
  return tables;
}

/** What is over the limit is spread over all levels. */
function clip(counts: Int32Array, limit: number): void {
  let clipped = 0;
  for (let level = 0; level < LEVELS; level++) {
    const over = (counts[level] as number) - limit;
    if (over <= 0) continue;
    clipped += over;
    counts[level] = limit;
  }
  const each = Math.trunc(clipped / LEVELS);
  let rest = clipped - each * LEVELS;
  const step = Math.max(1, Math.trunc(LEVELS / Math.max(1, rest)));
  for (let level = 0; level < LEVELS; level++) {
    const more = rest > 0 && level % step === 0 ? 1 : 0;
    rest -= more;
    counts[level] = (counts[level] as number) + each + more;
  }
}
