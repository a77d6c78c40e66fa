/** Degrees clockwise. */
export type QuarterTurn = 0 | 90 | 180 | 270;

/** The point of a page, whose y grows downwards, after it was turned clockwise about its top left corner. */
export function turnPoint(x: number, y: number, degrees: number): readonly [x: number, y: number] {
  const [cos, sin] = cosAndSin(degrees);
  return [x * cos - y * sin, x * sin + y * cos];
}

export function cosAndSin(degrees: number): readonly [cos: number, sin: number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}
