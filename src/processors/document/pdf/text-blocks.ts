import type { PlacedLine } from './page-text';

/** Baselines further apart than this, in sizes, part paragraphs. */
const MAX_LEADING = 1.9;
/** Type so much larger or smaller is a heading, or small print. */
const SAME_SIZE = 1.2;

/** The number of the paragraph, heading or column that each line belongs to, from 0. */
export function blocksOf(lines: readonly PlacedLine[]): number[] {
  let block = 0;
  return lines.map((placed, i) => {
    const previous = lines[i - 1];
    if (previous && !isSameBlock(previous, placed)) block += 1;
    return block;
  });
}

function isSameBlock(above: PlacedLine, below: PlacedLine): boolean {
  if (above.flow !== below.flow) return false;
  const [smaller, larger] = [Math.min(above.line.size, below.line.size), Math.max(above.line.size, below.line.size)];
  const distance = below.line.y - above.line.y;
  if (distance <= 0 || distance > MAX_LEADING * larger || larger > SAME_SIZE * smaller) return false;
  const [start, end] = [leftOf(below), rightOf(below)];
  return start < rightOf(above) && end > leftOf(above);
}

function leftOf({ line }: PlacedLine): number {
  return Math.min(...line.segments.map(({ left }) => left));
}

function rightOf({ line }: PlacedLine): number {
  return Math.max(...line.segments.map(({ right }) => right));
}
