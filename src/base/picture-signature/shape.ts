import type { Placement } from './align';
import type { SmallPicture } from './signature-format';
import { swapsSides, type Turn } from './turn';

const MOST_TURN_DEGREES = 12;
const MOST_STRETCH = 1.25;

/** How the second picture lies over the first, once it is laid as that is, in true proportions. */
export interface Shape {
  /** Small turn on top, clockwise positive. */
  readonly degrees: number;
  /** 1 where width and height are scaled alike; else how much more one is than the other. */
  readonly stretch: number;
  /** 0–1: of the larger field of view, what both show. */
  readonly commonArea: number;
  /** Field of view of the second against the first: below 1 where it shows less. */
  readonly field: number;
  /** Sides of the second picture in pixels against those of the first. */
  readonly scale: number;
}

export function shapeOf(a: SmallPicture, b: SmallPicture, turn: Turn, placement: Placement): Shape {
  const [p, q, , r, s] = placement;
  const [width, height] = swapsSides(turn) ? [b.height, b.width] : [b.width, b.height];
  // From squares to pixels: a point of the first in its pixels to one of the second in its own.
  const xx = (p * width) / a.width;
  const xy = (q * width) / a.height;
  const yx = (r * height) / a.width;
  const yy = (s * height) / a.height;
  const across = Math.hypot(xx, yx);
  const down = Math.hypot(xy, yy);
  // What is sheared is stretched along its diagonals.
  const shear = Math.abs(xx * xy + yx * yy) / (across * down);
  const area = Math.abs(p * s - q * r);
  return {
    degrees: (Math.atan2(yx - xy, xx + yy) * 180) / Math.PI,
    stretch: Math.max(across / down, down / across) * (1 + shear),
    commonArea: Math.min(area, 1 / area),
    field: 1 / area,
    scale: Math.sqrt((width * height) / (a.width * a.height)),
  };
}

/** Neither turned nor stretched by more than one picture is that was made of the other; `spare` times as much where the fit is a rough one. */
export const isUnspoilt = ({ degrees, stretch }: Shape, spare = 1): boolean => Math.abs(degrees) <= MOST_TURN_DEGREES * spare && stretch <= 1 + (MOST_STRETCH - 1) * spare;
