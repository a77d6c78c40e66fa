import { halveGrid } from './halve-grid';
import { GREY_SIDE, type SmallPicture } from './signature-format';
import { TURNS, turnGrid, type Turn } from './turn';

export const MIDDLE_SIDE = GREY_SIDE / 2;
export const COARSE_SIDE = GREY_SIDE / 4;

/** A picture at a half and at a quarter of the fineness. */
interface Pyramid {
  readonly middle: Float32Array;
  readonly coarse: Float32Array;
  /** The picture as the other one would have to look, by way of laying it. */
  lays: readonly { readonly turn: Turn; readonly scale: number; readonly levels: Float32Array }[] | null;
}

/** How the second picture may lie over the first, seen from afar. */
export interface CoarseFit {
  readonly turn: Turn;
  /** Its middle, by so much of a side. */
  readonly scale: number;
  /** Correlation. */
  readonly score: number;
}

/** In place, and one showing only the middle of the other. */
const SCALES = [1, 0.94, 1 / 0.94, 0.82, 1 / 0.82];
const pyramids = new WeakMap<SmallPicture, Pyramid>();

export function pyramidOf(picture: SmallPicture): Pyramid {
  let pyramid = pyramids.get(picture);
  if (!pyramid) {
    const middle = halveGrid(picture.grey, GREY_SIDE);
    pyramid = { middle, coarse: halveGrid(middle, MIDDLE_SIDE), lays: null };
    pyramids.set(picture, pyramid);
  }
  return pyramid;
}

/**
 * All ways in which the second may lie over the first that agree as much as `least` (correlation), the likeliest first. One
 * picture is compared with many: what has to be laid is the first, once.
 */
export function fitCoarsely(a: SmallPicture, b: SmallPicture, least: number): CoarseFit[] {
  const first = pyramidOf(a);
  first.lays ??= laysOf(first.coarse);
  const second = normalised(pyramidOf(b).coarse);
  const fits: CoarseFit[] = [];
  for (const { turn, scale, levels } of first.lays) {
    let score = 0;
    for (let at = 0; at < levels.length; at += 1) score += levels[at]! * second[at]!;
    if (score >= least) fits.push({ turn, scale, score });
  }
  return fits.sort((one, other) => other.score - one.score);
}

function laysOf(coarse: Float32Array): NonNullable<Pyramid['lays']> {
  return SCALES.flatMap((scale) => {
    const scaled = scaleAround(coarse, 1 / scale);
    return TURNS.map((turn) => ({ turn, scale, levels: normalised(turnGrid(scaled, COARSE_SIDE, inverseOf(turn))) }));
  });
}

/** Read at `scale` times the distance from the middle; what lies outside shows the edge. */
function scaleAround(grid: Float32Array, scale: number): Float32Array {
  if (scale === 1) return grid;
  const side = COARSE_SIDE;
  const last = side - 1;
  const placeOf = (k: number) => Math.min(last, Math.max(0, (k - last / 2) * scale + last / 2));
  return grid.map((_, at) => {
    const [x, y] = [placeOf(at % side), placeOf(Math.floor(at / side))];
    const [left, top] = [Math.min(last - 1, Math.floor(x)), Math.min(last - 1, Math.floor(y))];
    const [across, down] = [x - left, y - top];
    const from = top * side + left;
    const upper = grid[from]! * (1 - across) + grid[from + 1]! * across;
    const lower = grid[from + side]! * (1 - across) + grid[from + side + 1]! * across;
    return upper * (1 - down) + lower * down;
  });
}

/** Mean 0, length 1. */
function normalised(grid: Float32Array): Float32Array {
  const mean = grid.reduce((sum, level) => sum + level, 0) / grid.length;
  const length = Math.sqrt(grid.reduce((sum, level) => sum + (level - mean) ** 2, 0)) || 1;
  return grid.map((level) => (level - mean) / length);
}

/** A quarter turn is taken back by one to the other side; all else by itself. */
function inverseOf(turn: Turn): Turn {
  if (turn === 5) return 6;
  return turn === 6 ? 5 : turn;
}
