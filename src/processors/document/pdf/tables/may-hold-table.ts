import type { TextFlow } from '../page-fragments';
import { groupLines, type Line } from '../text-lines';

/** Two such lines belong together when they are at most so many font sizes apart; header and footer do not. */
const NEAR = 12;

/**
 * Whether text is spaced so that there could be a table among it, ruled or not: words far apart on two lines, or beside
 * one another on lines of their own. If not, a page's drawing need not be looked at. Costs much less than that.
 */
export function mayHoldTable({ fragments }: TextFlow): boolean {
  const lines = groupLines(fragments);
  let last: Line | null = null;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (line.segments.length === 1 && !(next && areBeside(line, next))) continue;
    if (last && line.y - last.y <= NEAR * line.size) return true;
    last = line;
  }
  return false;
}

/** Two lines that overlap in height and stand side by side. */
function areBeside(line: Line, next: Line): boolean {
  const [first, second] = [line.segments[0], next.segments[0]];
  if (!first || !second || next.y - line.y >= 0.9 * Math.min(line.size, next.size)) return false;
  return first.left > second.right || second.left > first.right;
}
