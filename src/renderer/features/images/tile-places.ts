/** Between tiles, and around all of them, CSS pixels. */
export const TILE_GAP = 8;
export const TILE_EDGE = 10;
/** Name, and quality where it is shown. */
const NAME_HEIGHT = 22;
const QUALITY_HEIGHT = 20;
const BORDERS = 2;
/** Height of the picture by its width. */
const SHAPE = 3 / 4;

export interface TilePlaces {
  columns: number;
  tileWidth: number;
  tileHeight: number;
  /** From one line of tiles to the next. */
  lineHeight: number;
  height: number;
  leftOf(index: number): number;
  topOf(index: number): number;
  /** The first tile of the first line that begins at `top` or below. */
  indexFrom(top: number): number;
}

interface Room {
  /** Of the frame, CSS pixels. */
  width: number;
  /** How wide tiles are wished. */
  size: number;
  hasQuality: boolean;
  total: number;
}

/** Where tiles lie: as many in a line as there is room for, and then as wide as the room allows. */
export function tilePlaces({ width, size, hasQuality, total }: Room): TilePlaces {
  const room = Math.max(1, width - 2 * TILE_EDGE);
  const columns = Math.max(1, Math.floor((room + TILE_GAP) / (size + TILE_GAP)));
  const tileWidth = Math.floor((room - (columns - 1) * TILE_GAP) / columns);
  const tileHeight = Math.round(tileWidth * SHAPE) + NAME_HEIGHT + (hasQuality ? QUALITY_HEIGHT : 0) + BORDERS;
  const lineHeight = tileHeight + TILE_GAP;
  const topOf = (index: number): number => TILE_EDGE + Math.floor(index / columns) * lineHeight;
  return {
    columns,
    tileWidth,
    tileHeight,
    lineHeight,
    height: Math.ceil(total / columns) * lineHeight + 2 * TILE_EDGE - (total > 0 ? TILE_GAP : 0),
    leftOf: (index) => TILE_EDGE + (index % columns) * (tileWidth + TILE_GAP),
    topOf,
    indexFrom: (top) => Math.max(0, Math.ceil((top - TILE_EDGE) / lineHeight)) * columns,
  };
}
