import type { GreyPicture } from '../picture/grey-picture';

/** How many rows or columns at each side of a picture are black because the scanner saw no paper there. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const BLACK = 45;
const MAX_SHARE_OF_PAPER = 0.35;
const MAX_SHARE_OF_SIDE = 0.1;

/** Rows and columns from the rim inwards that are black nearly all along, on a page whose paper is as bright as `paper`. */
export function findDarkEdges({ data, width, height }: GreyPicture, paper: number): Edges {
  const limit = Math.min(BLACK, paper * MAX_SHARE_OF_PAPER);
  const rowLevel = (y: number): number => middleOf(width, (x) => data[y * width + x] ?? 0);
  const columnLevel = (x: number): number => middleOf(height, (y) => data[y * width + x] ?? 0);
  const depth = (side: number, levelAt: (distance: number) => number): number => {
    let distance = 0;
    while (distance < side * MAX_SHARE_OF_SIDE && levelAt(distance) < limit) distance++;
    // The last one is paper in part.
    return distance === 0 ? 0 : distance + 1;
  };
  return {
    left: depth(width, columnLevel),
    top: depth(height, rowLevel),
    right: depth(width, (distance) => columnLevel(width - 1 - distance)),
    bottom: depth(height, (distance) => rowLevel(height - 1 - distance)),
  };
}

/** What most of some samples stay below: a corner of paper does not hide the black. */
function middleOf(count: number, valueAt: (index: number) => number): number {
  const step = Math.max(1, Math.floor(count / 200));
  const values: number[] = [];
  for (let index = 0; index < count; index += step) values.push(valueAt(index));
  return values.sort((a, b) => a - b)[Math.floor(values.length * 0.6)] ?? 0;
}
