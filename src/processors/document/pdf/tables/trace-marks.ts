import type { Box } from '../../../../shared/model/page-layout';
import { boxAround } from './drawing-state';
import type { Subpath } from './read-path';

/** A thin box is a line; points. */
const MAX_THICKNESS = 3;
/** A line may be so far from level, points. */
const MAX_SLANT = 0.75;

/** The straight level and upright strokes of a subpath as boxes as thick as the pen. */
export function traceStroke({ points, isClosed }: Subpath, penWidth: number): Box[] {
  const boxes: Box[] = [];
  const half = penWidth / 2;
  const corners = isClosed ? [...points, points[0] ?? 0, points[1] ?? 0] : points;
  for (let index = 0; index + 3 < corners.length; index += 2) {
    const box = boxAround(corners.slice(index, index + 4));
    if (box.height <= MAX_SLANT && box.width > box.height) {
      boxes.push({ x: box.x, y: box.y + box.height / 2 - half, width: box.width, height: penWidth });
    } else if (box.width <= MAX_SLANT && box.height > box.width) {
      boxes.push({ x: box.x + box.width / 2 - half, y: box.y, width: penWidth, height: box.height });
    }
  }
  return boxes;
}

/** The upright rectangle that a filled subpath is; null for any other shape. */
export function traceFill({ points, hasCurve }: Subpath): Box | null {
  const count = points.length / 2;
  if (hasCurve || count < 2 || count > 6) return null;
  const box = boxAround(points);
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [x, y] = [points[index] ?? 0, points[index + 1] ?? 0];
    const atSide = Math.min(x - box.x, box.x + box.width - x) <= MAX_SLANT;
    const atEnd = Math.min(y - box.y, box.y + box.height - y) <= MAX_SLANT;
    if (!atSide || !atEnd) return null;
  }
  return box;
}

export type Mark = 'horizontal' | 'vertical' | 'area';

/** What a filled box is to the eye; null for a dot. */
export function markOf({ width, height }: Box): Mark | null {
  if (height <= MAX_THICKNESS && width > height * 1.5) return 'horizontal';
  if (width <= MAX_THICKNESS && height > width * 1.5) return 'vertical';
  return width > MAX_THICKNESS && height > MAX_THICKNESS ? 'area' : null;
}
