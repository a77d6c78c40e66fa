import { KernelRoom } from './kernel-room';
import { fromLab, toLab } from './lab';
import type { Picture } from './picture';
import { reflect } from './reflect';
import { roundEven } from './round-even';

const TILES = 8;
const CLIP_LIMIT = 3;
const LEVELS = 256;
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
  const across = placesOf(width, tileWidth);
  const down = placesOf(height, tileHeight);
  const room = new KernelRoom();
  const [row, tables] = [room.place(width), room.place(TILES * TILES * LEVELS)];
  const [columns, lefts, rights] = [room.place(width * 8), room.place(width * 4), room.place(width * 4)];
  const { kernels, bytes } = room.open();
  bytes.set(makeTables(light, width, height, tileWidth, tileHeight), tables);
  new Int32Array(bytes.buffer, columns).set(across.flatMap(({ before, after }) => [before * LEVELS, after * LEVELS]));
  new Float32Array(bytes.buffer, lefts).set(across.map(({ rest }) => rest));
  new Float32Array(bytes.buffer, rights).set(across.map(({ part }) => part));
  for (const [y, { before, after, part, rest }] of down.entries()) {
    const levels = light.subarray(y * width, (y + 1) * width);
    bytes.set(levels, row);
    kernels.blendRow(row, width, tables + before * TILES * LEVELS, tables + after * TILES * LEVELS, columns, lefts, rights, rest, part);
    levels.set(bytes.subarray(row, row + width));
  }
}

/** Between which two tiles a pixel lies, and how much each of them counts. */
interface Place {
  readonly before: number;
  readonly after: number;
  /** Of the one before. */
  readonly rest: number;
  /** Of the one after. */
  readonly part: number;
}

function placesOf(length: number, tile: number): Place[] {
  const inverse = fround(1 / tile);
  return Array.from({ length }, (_, at) => {
    const place = fround(fround(at * inverse) - 0.5);
    const first = Math.floor(place);
    const part = fround(place - first);
    return { before: Math.max(first, 0), after: Math.min(first + 1, TILES - 1), rest: fround(1 - part), part };
  });
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
