import type { Box } from '../../../../shared/model/page-layout';
import { IDENTITY, combine, type Matrix } from './matrix';

export interface Ink {
  /** "#rrggbb", or null for a pattern. */
  readonly colour: string | null;
  /** 0–1 */
  readonly opacity: number;
}

export interface DrawingState {
  readonly matrix: Matrix;
  /** Nothing outside it shows; null without limits. Page points. */
  readonly clip: Box | null;
  readonly stroke: Ink;
  readonly fill: Ink;
  /** In the units of the matrix. */
  readonly lineWidth: number;
}

const BLACK: Ink = { colour: '#000000', opacity: 1 };

export function initialState(matrix: Matrix = IDENTITY): DrawingState {
  return { matrix, clip: null, stroke: BLACK, fill: BLACK, lineWidth: 1 };
}

export function transformed(state: DrawingState, matrix: Matrix): DrawingState {
  return { ...state, matrix: combine(state.matrix, matrix) };
}

export function clipped(state: DrawingState, box: Box): DrawingState {
  return { ...state, clip: state.clip ? (overlap(state.clip, box) ?? { ...box, width: 0, height: 0 }) : box };
}

/** The box that two boxes share; null when they do not touch. */
export function overlap(one: Box, other: Box): Box | null {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width >= 0 && height >= 0 ? { x, y, width, height } : null;
}

/** The smallest upright box around the points (x, y, x, y …). */
export function boxAround(points: ArrayLike<number>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [x, y] = [points[index] ?? 0, points[index + 1] ?? 0];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : { x: 0, y: 0, width: 0, height: 0 };
}
