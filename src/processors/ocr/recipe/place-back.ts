import type { Box } from '../../../shared/model/page-layout';
import type { QuarterTurn } from '../picture/turn';
import type { Recipe } from './recipe';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Stages {
  /** The page as it came, made smaller, turned upright, with its skew taken out, and as it is read. */
  readonly original: Size;
  readonly sized: Size;
  readonly upright: Size;
  readonly straight: Size;
  readonly prepared: Size;
  readonly recipe: Pick<Recipe, 'turn' | 'deskew'>;
}

/** Where a box of the prepared picture lies on the page as it came, cut at its rim. */
export type PlaceBack = (box: Box) => Box;

/** Where a point of the page as it came lies on the prepared picture. */
export type PlaceOn = (x: number, y: number) => Point;

export type Point = [x: number, y: number];

export function placeBack({ original, sized, upright, straight, prepared, recipe }: Stages): PlaceBack {
  const radians = (recipe.deskew * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const back = ([x, y]: Point): Point => {
    const fromMiddleX = (x / prepared.width - 0.5) * straight.width;
    const fromMiddleY = (y / prepared.height - 0.5) * straight.height;
    const skewed: Point = [
      fromMiddleX * cos + fromMiddleY * sin + upright.width / 2,
      -fromMiddleX * sin + fromMiddleY * cos + upright.height / 2,
    ];
    const [turnedX, turnedY] = turnBack(skewed, recipe.turn, sized);
    return [(turnedX * original.width) / sized.width, (turnedY * original.height) / sized.height];
  };
  return ({ x, y, width, height }) => {
    const corners: Point[] = [
      [x, y],
      [x + width, y],
      [x, y + height],
      [x + width, y + height],
    ];
    const placed = corners.map(back);
    const across = placed.map(([at]) => Math.min(original.width, Math.max(0, at)));
    const down = placed.map(([, at]) => Math.min(original.height, Math.max(0, at)));
    const [left, top] = [Math.min(...across), Math.min(...down)];
    return { x: left, y: top, width: Math.max(...across) - left, height: Math.max(...down) - top };
  };
}

export function placeOn({ original, sized, upright, straight, prepared, recipe }: Stages): PlaceOn {
  const radians = (recipe.deskew * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return (x, y) => {
    const onSized: Point = [(x * sized.width) / original.width, (y * sized.height) / original.height];
    const [turnedX, turnedY] = turnOn(onSized, recipe.turn, sized);
    const [fromMiddleX, fromMiddleY] = [turnedX - upright.width / 2, turnedY - upright.height / 2];
    return [
      ((fromMiddleX * cos - fromMiddleY * sin) / straight.width + 0.5) * prepared.width,
      ((fromMiddleX * sin + fromMiddleY * cos) / straight.height + 0.5) * prepared.height,
    ];
  };
}

function turnOn([x, y]: Point, degrees: QuarterTurn, { width, height }: Size): Point {
  if (degrees === 90) return [height - y, x];
  if (degrees === 180) return [width - x, height - y];
  if (degrees === 270) return [y, width - x];
  return [x, y];
}

function turnBack([x, y]: Point, degrees: QuarterTurn, { width, height }: Size): Point {
  if (degrees === 90) return [y, height - x];
  if (degrees === 180) return [width - x, height - y];
  if (degrees === 270) return [width - y, x];
  return [x, y];
}
