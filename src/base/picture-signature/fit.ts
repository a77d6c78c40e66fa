import { align, correlate, IN_PLACE, overlayOf, readCubic, type Overlay, type Placement } from './align';
import { GREY_SIDE, type SmallPicture } from './signature-format';
import { TURNS, turnGrid, type Turn } from './turn';

const COARSE_SIDE = GREY_SIDE / 3;
const MIDDLE_SIDE = GREY_SIDE / 2;
/** Pictures whose coarse grids correlate less, however they are laid, have nothing in common. */
const LEAST_COARSE = 0.55;
const LEAST_MIDDLE = 0.8;
const MOST_STARTS = 3;
/** From here on no other way of laying it is tried. */
const CERTAIN = 0.995;
/** What is scaled further, or overlaps less, proves nothing. */
const LEAST_AREA = 0.4;
const LEAST_COVERAGE = 0.45;

/** In place, and one showing only the middle of the other. */
const STARTS: readonly Placement[] = [IN_PLACE, [0.82, 0, 0, 0, 0.82, 0], [1.22, 0, 0, 0, 1.22, 0]];

/** How the second of two pictures lies over the first. */
export interface Fit {
  /** How the second has to be laid to lie as the first does. */
  readonly turn: Turn;
  readonly placement: Placement;
  /** Grey of the first, smoothed as that of the second is. */
  readonly first: Float32Array;
  readonly second: Overlay;
  readonly isInPlace: boolean;
}

/**
 * The best fit of the second picture to the first, in all eight ways of laying it; null where there is none.
 *
 * @param slackInPlace how much of its correlation a fit may lose by counting as in place
 */
export function fitPictures(a: SmallPicture, b: SmallPicture, slackInPlace: number): Fit | null {
  const coarseFirst = coarsen(a.grey, COARSE_SIDE);
  const coarseSecond = coarsen(b.grey, COARSE_SIDE);
  const starts = TURNS.flatMap((turn) => {
    const turned = turnGrid(coarseSecond, COARSE_SIDE, turn);
    return STARTS.map((placement) => ({ turn, placement, score: correlate(coarseFirst, overlayOf(turned, COARSE_SIDE, placement)) }));
  })
    .filter(({ score }) => score >= LEAST_COARSE)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_STARTS);

  let best: (Candidate & { turn: Turn }) | null = null;
  for (const { turn, placement } of starts) {
    const found = refine(coarseFirst, turnGrid(coarseSecond, COARSE_SIDE, turn), COARSE_SIDE, placement, 3);
    if (!best || found.score > best.score) best = { turn, ...found };
    if (best.score > CERTAIN) break;
  }
  if (!best) return null;
  const first = smooth(a.grey, GREY_SIDE);
  const second = smooth(b.grey, GREY_SIDE);
  const middleSecond = turnGrid(coarsen(second, MIDDLE_SIDE), MIDDLE_SIDE, best.turn);
  best = { turn: best.turn, ...refine(coarsen(first, MIDDLE_SIDE), middleSecond, MIDDLE_SIDE, best.placement, 5) };
  if (best.score < LEAST_MIDDLE) return null;
  const turned = turnGrid(second, GREY_SIDE, best.turn);
  const found = refine(first, turned, GREY_SIDE, best.placement, 5);
  const { score: scoreInPlace } = judge(first, turned, GREY_SIDE, IN_PLACE);
  // In place nothing has to be read between cells, so that single cells can be compared as they are.
  if (scoreInPlace >= found.score - slackInPlace || isNearlyInPlace(found.placement)) {
    return { turn: best.turn, placement: IN_PLACE, isInPlace: true, first: a.grey, second: overlayOf(turnGrid(b.grey, GREY_SIDE, best.turn), GREY_SIDE, IN_PLACE) };
  }
  return { turn: best.turn, placement: found.placement, isInPlace: false, first, second: overlayOf(turned, GREY_SIDE, found.placement, readCubic) };
}

function isNearlyInPlace(placement: Placement): boolean {
  return placement.every((part, index) => Math.abs(part - IN_PLACE[index]!) < 0.012);
}

interface Candidate {
  readonly placement: Placement;
  readonly score: number;
}

/** Aligns from `start`, and stays there where aligning made it no better or ran away. */
function refine(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number): Candidate {
  const before = judge(first, second, side, start);
  const after = judge(first, second, side, align(first, second, side, start, rounds));
  return after.score >= before.score ? after : before;
}

function judge(first: Float32Array, second: Float32Array, side: number, placement: Placement): Candidate {
  const [a, b, c, d, e, f] = placement;
  const area = a * e - b * d;
  const isSane = placement.every(Number.isFinite) && area > LEAST_AREA && area < 1 / LEAST_AREA && Math.abs(c) < 1 && Math.abs(f) < 1;
  const overlay = isSane ? overlayOf(second, side, placement) : null;
  return { placement, score: overlay && overlay.coverage >= LEAST_COVERAGE ? correlate(first, overlay) : -1 };
}

/** Takes the edge off single cells, so that a shift by part of one changes little. */
function smooth(grid: Float32Array, side: number): Float32Array {
  return blurDown(blurAcross(grid, side), side);
}

function blurAcross(grid: Float32Array, side: number): Float32Array {
  const blurred = new Float32Array(grid.length);
  for (let at = 0; at < grid.length; at += 1) {
    const column = at % side;
    const middle = grid[at]!;
    blurred[at] = ((column > 0 ? grid[at - 1]! : middle) + 2 * middle + (column < side - 1 ? grid[at + 1]! : middle)) / 4;
  }
  return blurred;
}

function blurDown(grid: Float32Array, side: number): Float32Array {
  const blurred = new Float32Array(grid.length);
  for (let at = 0; at < grid.length; at += 1) {
    const middle = grid[at]!;
    blurred[at] = ((at >= side ? grid[at - side]! : middle) + 2 * middle + (at + side < grid.length ? grid[at + side]! : middle)) / 4;
  }
  return blurred;
}

function coarsen(grid: Float32Array, side: number): Float32Array {
  const scale = GREY_SIDE / side;
  const coarse = new Float32Array(side * side);
  for (let at = 0; at < grid.length; at += 1) {
    coarse[Math.floor(at / GREY_SIDE / scale) * side + Math.floor((at % GREY_SIDE) / scale)]! += grid[at]! / (scale * scale);
  }
  return coarse;
}
