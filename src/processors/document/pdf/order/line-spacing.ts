import type { Line } from '../text-lines';

/** Lines that are looked at for the one below; further away stands another part of the page. */
const LOOKED_AT = 8;

/** The usual distance from a line to the next one below it, whatever stands beside them; 0 when no line has one. */
export function usualSpacing(lines: readonly Line[]): number {
  const distances: number[] = [];
  for (const [i, line] of lines.entries()) {
    const end = Math.min(lines.length, i + 1 + LOOKED_AT);
    for (let j = i + 1; j < end; j += 1) {
      const below = lines[j] as Line;
      if (!overlap(line, below)) continue;
      distances.push(below.y - line.y);
      break;
    }
  }
  distances.sort((a, b) => a - b);
  return distances[distances.length >> 1] ?? 0;
}

/** Whether a piece of the one stands over or under a piece of the other. */
function overlap(one: Line, other: Line): boolean {
  return one.segments.some(({ left, right }) => other.segments.some((segment) => segment.left < right && segment.right > left));
}
