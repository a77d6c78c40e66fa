import type { Segment } from '../text-lines';

/** Points. */
const SAME = 2.5;

/** Share of a column's pieces that stand where most of them do: by left side, right side, middle, or decimal point. */
export function alignedShare(pieces: readonly Segment[]): number {
  if (pieces.length < 2) return 1;
  const measures: ((piece: Segment) => number)[] = [
    ({ left }) => left,
    ({ right }) => right,
    ({ left, right }) => (left + right) / 2,
    decimalPoint,
  ];
  return Math.max(...measures.map((measure) => largestCluster(pieces.map(measure)) / pieces.length));
}

function decimalPoint({ left, right, fragments }: Segment): number {
  const text = fragments.map(({ text: part }) => part).join(' ');
  const point = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  return point < 0 ? right : left + ((right - left) * point) / text.length;
}

function largestCluster(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  let best = 0;
  let from = 0;
  for (let to = 0; to < sorted.length; to += 1) {
    while ((sorted[to] ?? 0) - (sorted[from] ?? 0) > SAME * 1.5) from += 1;
    best = Math.max(best, to - from + 1);
  }
  return best;
}
