/** The size of a page as shown, in points, to a thousandth. */
export function pageSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  return { width: roundPoints(width), height: roundPoints(height) };
}

function roundPoints(points: number): number {
  return Math.round(points * 1000) / 1000;
}
