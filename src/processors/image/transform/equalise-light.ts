import { withKernelRoom, type KernelRoom } from './kernel-room';
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
  withKernelRoom((room) => {
    const [row, counts, tables] = [room.place(width), room.place(TILES * LEVELS * 4), room.place(TILES * TILES * LEVELS)];
    const [columns, lefts, rights] = [room.place(width * 8), room.place(width * 4), room.place(width * 4)];
    const bytes = room.open();
    const counter = new TileCounter(room, bytes, { row, counts }, { light, width, height, tileWidth, tileHeight });
    for (let line = 0; line < TILES; line++) makeTables(counter.count(line), tileWidth * tileHeight, bytes.subarray(tables + line * TILES * LEVELS));
    new Int32Array(bytes.buffer, columns).set(across.flatMap(({ before, after }) => [before * LEVELS, after * LEVELS]));
    new Float32Array(bytes.buffer, lefts).set(across.map(({ rest }) => rest));
    new Float32Array(bytes.buffer, rights).set(across.map(({ part }) => part));
    for (const [y, { before, after, part, rest }] of down.entries()) {
      const levels = light.subarray(y * width, (y + 1) * width);
      bytes.set(levels, row);
      room.kernels.blendRow(row, width, tables + before * TILES * LEVELS, tables + after * TILES * LEVELS, columns, lefts, rights, rest, part);
      levels.set(bytes.subarray(row, row + width));
    }
  });
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

interface Tiled {
  readonly light: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** How often each level is there in each tile; beyond the rim the picture is reflected. */
class TileCounter {
  private readonly counted: Int32Array;

  constructor(
    private readonly room: KernelRoom,
    private readonly bytes: Uint8Array<ArrayBuffer>,
    private readonly places: { readonly row: number; readonly counts: number },
    private readonly tiled: Tiled,
  ) {
    this.counted = new Int32Array(bytes.buffer, places.counts, TILES * LEVELS);
  }

  /** Of a line of tiles, 256 counts for each. */
  count(line: number): Int32Array {
    const { light, width, height, tileHeight } = this.tiled;
    this.counted.fill(0);
    for (let y = line * tileHeight; y < (line + 1) * tileHeight; y++) {
      const row = y < height ? y : reflect(y, height);
      this.bytes.set(light.subarray(row * width, (row + 1) * width), this.places.row);
      for (let tile = 0; tile < TILES; tile++) this.countRow(tile);
    }
    return this.counted;
  }

  private countRow(tile: number): void {
    const { width, tileWidth } = this.tiled;
    const { row, counts } = this.places;
    const left = tile * tileWidth;
    const inside = Math.max(0, Math.min(tileWidth, width - left));
    if (inside > 0) this.room.kernels.countBytes(row + left, inside, counts + tile * LEVELS * 4);
    for (let x = left + inside; x < left + tileWidth; x++) {
      const at = tile * LEVELS + (this.bytes[row + reflect(x, width)] as number);
      this.counted[at] = (this.counted[at] as number) + 1;
    }
  }
}

/** Tile by tile 256 new levels, from the counts of those that are there. */
function makeTables(counted: Int32Array, area: number, tables: Uint8Array): void {
  const limit = Math.max(1, Math.trunc((CLIP_LIMIT * area) / LEVELS));
  const scale = fround((LEVELS - 1) / area);
  for (let tile = 0; tile < TILES; tile++) {
    const counts = counted.subarray(tile * LEVELS, (tile + 1) * LEVELS);
    clip(counts, limit);
    let sum = 0;
    for (let level = 0; level < LEVELS; level++) {
      sum += counts[level] as number;
      tables[tile * LEVELS + level] = Math.min(255, roundEven(fround(sum * scale)));
    }
  }
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
