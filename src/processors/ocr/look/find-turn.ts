import type { QuarterTurn } from '../picture/turn';
import { transpose, turnOver, type Boxes } from './boxes';
import { findNeighbours, type Neighbours } from './find-neighbours';

export interface Turn {
  /** By how much the picture must be turned clockwise to stand upright. */
  readonly degrees: QuarterTurn;
  /** Whether the letters show which way lines run, and which end is up. */
  readonly isAxisSure: boolean;
  readonly isUpSure: boolean;
  /** For each letter whether it has a neighbour to its right on its line. */
  readonly inWords: readonly boolean[];
}

const MIN_LETTERS = 20;
const AXIS_MAJORITY = 1.6;
const UP_MAJORITY = 0.25;
const MIN_UP_PAIRS = 12;
/** Wider ones are several letters that touch, or a piece of a line. */
const MAX_LETTER_ASPECT = 1.4;

/**
 * Which way up a page stands, told by its letters' boxes: letters of a word are nearer to each other than lines are,
 * and of two neighbours with their feet level one may tower over the other far more often than hang below it.
 */
export function findTurn(letters: Boxes): Turn {
  const across = findNeighbours(letters);
  const standing = transpose(letters);
  const down = findNeighbours(standing);
  const [acrossWins, downWins] = countNearer(across, down);
  const isSideways = downWins > acrossWins * AXIS_MAJORITY && downWins >= MIN_LETTERS;
  const isAxisSure = isSideways || (acrossWins > downWins * AXIS_MAJORITY && acrossWins >= MIN_LETTERS);
  // Transposed, the left edges are on top: as if turned clockwise and then seen in a mirror.
  const { ascending, hanging } = isSideways ? countTowers(standing, down) : countTowers(letters, across);
  const pairs = ascending + hanging;
  const up = pairs === 0 ? 0 : (ascending - hanging) / pairs;
  const isUpSure = pairs >= MIN_UP_PAIRS && Math.abs(up) >= UP_MAJORITY;
  const isOver = isUpSure && up < 0;
  const degrees = isSideways ? (isOver ? 270 : 90) : isOver ? 180 : 0;
  return { degrees, isAxisSure, isUpSure, inWords: Array.from((isSideways ? down : across).next, (other) => other >= 0) };
}

/** The boxes as they stand once the picture is turned; where they lie on the page does not matter. */
export function turnBoxes(boxes: Boxes, degrees: QuarterTurn): Boxes {
  if (degrees === 0) return boxes;
  if (degrees === 180) return turnOver(boxes);
  const { count, left, right, top, bottom } = boxes;
  const negative = (values: Int32Array): Int32Array => values.map((value) => -value);
  return degrees === 90
    ? { count, left: negative(bottom), right: negative(top), top: left, bottom: right }
    : { count, left: top, right: bottom, top: negative(right), bottom: negative(left) };
}

function countNearer(across: Neighbours, down: Neighbours): [number, number] {
  let [acrossWins, downWins] = [0, 0];
  across.next.forEach((right, index) => {
    const below = down.next[index] ?? -1;
    if (right < 0 && below < 0) return;
    const [gapAcross, gapDown] = [right < 0 ? Infinity : (across.gap[index] ?? 0), below < 0 ? Infinity : (down.gap[index] ?? 0)];
    if (gapAcross < gapDown) acrossWins++;
    else if (gapDown < gapAcross) downWins++;
  });
  return [acrossWins, downWins];
}

/** Pairs whose feet are level and whose heads are not, and pairs the other way about. */
function countTowers({ left, right, top, bottom }: Boxes, { next }: Neighbours): { ascending: number; hanging: number } {
  let [ascending, hanging] = [0, 0];
  const isOneLetter = (at: number): boolean =>
    (right[at] ?? 0) - (left[at] ?? 0) <= ((bottom[at] ?? 0) - (top[at] ?? 0)) * MAX_LETTER_ASPECT;
  next.forEach((other, index) => {
    if (other < 0 || !isOneLetter(index) || !isOneLetter(other)) return;
    const height = Math.max((bottom[index] ?? 0) - (top[index] ?? 0), (bottom[other] ?? 0) - (top[other] ?? 0)) + 1;
    const heads = Math.abs((top[index] ?? 0) - (top[other] ?? 0)) / height;
    const feet = Math.abs((bottom[index] ?? 0) - (bottom[other] ?? 0)) / height;
    if (feet <= 0.1 && heads >= 0.2) ascending++;
    else if (heads <= 0.1 && feet >= 0.2) hanging++;
  });
  return { ascending, hanging };
}
