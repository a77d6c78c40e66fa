import type { Line } from '../text-lines';

/** How often columns that are written one after the other may be left for a header, a note or a figure. */
const MAX_TURNS = 4;
/** The same for short ones, and for long ones: in turns for each line. */
const TURNS_OF_FEW = 0.25;
const TURNS_OF_MANY = 0.15;

/** One side is written completely, or nearly, before the other begins; a table is written row by row. */
export function areWrittenInTurn(left: readonly Line[], right: readonly Line[]): boolean {
  const orders = [left, right].map((lines) => lines.flatMap(({ segments }) => segments.map(({ order }) => order)).sort((a, b) => a - b));
  const [one, other] = orders as [number[], number[]];
  let turns = 0;
  for (let i = 0, j = 0, isOther = (other[0] ?? 0) < (one[0] ?? 0); i < one.length && j < other.length; isOther = !isOther, turns += 1) {
    if (isOther) while (j < other.length && (other[j] as number) < (one[i] as number)) j += 1;
    else while (i < one.length && (one[i] as number) <= (other[j] as number)) i += 1;
  }
  const count = Math.min(left.length, right.length);
  return turns <= Math.max(TURNS_OF_MANY * count, Math.min(MAX_TURNS, TURNS_OF_FEW * count));
}
