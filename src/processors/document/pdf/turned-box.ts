import type { Box } from '../../../shared/model/page-layout';

/** The upright box around a box of a flow that was turned back by `angle` radians. */
export function turnedBox({ x, y, width, height }: Box, angle: number): Box {
  if (angle === 0) return rounded(x, y, x + width, y + height);
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]] as const;
  const xs = corners.map(([px, py]) => px * cos - py * sin);
  const ys = corners.map(([px, py]) => px * sin + py * cos);
  return rounded(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
}

export function unite(a: Box, b: Box): Box {
  const [left, top] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return rounded(left, top, Math.max(a.x + a.width, b.x + b.width), Math.max(a.y + a.height, b.y + b.height));
}

/** To a hundredth of a point, so that layouts stay small. */
function rounded(left: number, top: number, right: number, bottom: number): Box {
  const round = (points: number): number => Math.round(points * 100) / 100;
  return { x: round(left), y: round(top), width: round(right - left), height: round(bottom - top) };
}
