import type { Segment } from '../text-lines';
import type { LineCells } from './line-cells';

/** Points by which sides and middles that are meant to agree may differ. */
const SAME = 2.5;
/** Of the width of its columns: how far from their middle a heading over several may stand, as cells are wider than what is in them. */
const OFF_CENTRE = 0.2;

interface Reach {
  readonly left: number;
  readonly right: number;
}

/** The lines, pieces of the first one spread over those columns in whose common middle they stand, above headings of their own. */
export function spreadGroupHeadings(lines: LineCells[]): LineCells[] {
  const [first, second, ...rest] = lines;
  if (!first || !second || first.spans.size > 0) return lines;
  const reaches = first.cells.map((_, column) => reachOf([second, ...rest].flatMap(({ cells }) => cells[column] ?? [])));
  const cells = [...first.cells];
  const spans = new Map<number, number>();
  for (const [column, segments] of first.cells.entries()) {
    const own = segments && reachOf(segments);
    if (!segments || !own || isAligned(own, [reaches[column], reachOf(second.cells[column] ?? [])])) continue;
    const isPart = (other: number): boolean => second.cells[other] !== undefined && (other === column || first.cells[other] === undefined);
    const group = groupBelow(own, column, reaches, isPart);
    if (!group) continue;
    cells[column] = undefined;
    cells[group.from] = segments;
    spans.set(group.from, group.to - group.from + 1);
  }
  return spans.size === 0 ? lines : [{ ...first, cells, spans }, second, ...rest];
}

/** The columns, one of them its own, in whose middle a heading stands best. */
function groupBelow(own: Reach, column: number, reaches: (Reach | null)[], isPart: (column: number) => boolean): { from: number; to: number } | null {
  let best: { from: number; to: number } | null = null;
  let least = OFF_CENTRE;
  for (const from of [column - 1, column]) {
    const start = reaches[from];
    if (!start || !isPart(from)) continue;
    for (let to = from + 1; to < reaches.length && isPart(to); to += 1) {
      const end = reaches[to];
      if (!end || to < column) continue;
      const off = Math.abs(own.left + own.right - start.left - end.right) / 2 / (end.right - start.left);
      if (off > least) continue;
      best = { from, to };
      least = off;
    }
  }
  return best;
}

function isAligned(own: Reach, others: (Reach | null | undefined)[]): boolean {
  return others.some(
    (other) =>
      other &&
      (Math.abs(own.left - other.left) <= SAME ||
        Math.abs(own.right - other.right) <= SAME ||
        Math.abs(own.left + own.right - other.left - other.right) <= 2 * SAME),
  );
}

function reachOf(segments: readonly Segment[]): Reach | null {
  if (segments.length === 0) return null;
  return { left: Math.min(...segments.map(({ left }) => left)), right: Math.max(...segments.map(({ right }) => right)) };
}
