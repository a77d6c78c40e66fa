import { kernelRoom } from './kernels/load-kernels';
import { GREY_SIDE } from './signature-format';

/*
 * What may differ where nothing differs, in grey levels: a little everywhere, more in pictures with few pixels to a cell
 * (JPEG's noise evens out), and more at edges.
 */
const NOISE = 0.7;
const NOISE_OF_A_PIXEL = 1.73;
const AT_EDGES = 0.03;
const AT_EDGES_OF_A_PIXEL = 0.14;
/** How much a brightened picture is known of what it lost at white. */
const OF_EXCESS = 0.04;

/** Two pictures laid over each other: grids of `GREY_SIDE`. */
export interface Laid {
  /** What is left between the two, in levels of the second; 0 where nothing counts. */
  readonly rest: Float32Array;
  readonly levels: Float32Array;
  readonly isCovered: Uint8Array;
  /** What was taken from the darker for having ended at white; null for none. */
  readonly clipped: Float32Array | null;
  /** Pixels to a cell, of the smaller picture. */
  readonly pixelsPerCell: number;
}

let ratios: Float32Array | undefined;

/**
 * Whether two pictures that lie over each other differ, in the patch where they differ most, by more than `limit` times what
 * saving, scaling and reading between cells explain: the same picture differs by about 1–3 times that.
 */
export function isStranger({ rest, levels, isCovered, clipped, pixelsPerCell }: Laid, limit: number): boolean {
  const room = kernelRoom();
  ratios ??= room.floats(GREY_SIDE * GREY_SIDE);
  const noise = NOISE ** 2 + NOISE_OF_A_PIXEL ** 2 / pixelsPerCell;
  const atEdges = AT_EDGES ** 2 + AT_EDGES_OF_A_PIXEL ** 2 / pixelsPerCell;
  const places = [room.placeOf(rest, 0), room.placeOf(levels, 1), room.placeOfCover(isCovered), clipped ? room.placeOf(clipped, 2) : 0] as const;
  return room.calls.hasStrangePatch(...places, GREY_SIDE, noise, atEdges, OF_EXCESS, limit * limit, ratios.byteOffset) !== 0;
}
