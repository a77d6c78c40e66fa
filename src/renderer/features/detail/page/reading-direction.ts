import type { Box, LayoutLine } from '../../../../shared/model/page-layout';

export type QuarterTurn = 0 | 90 | 180 | 270;

/** Where the words of a line lead to on the page as shown, to the nearest quarter: see `turn` of a line. */
export function quarterOf({ turn = 0 }: Pick<LayoutLine, 'turn'>): QuarterTurn {
  return ((Math.round(turn / 90) * 90) % 360) as QuarterTurn;
}

/** How text stands in its upright box. */
export interface Stand {
  /** The corner where reading starts, above the first letter. */
  x: number;
  y: number;
  /** In the direction of reading. */
  length: number;
  height: number;
  /** Steps of one unit: with the reading, and from the top of the letters to their foot. */
  along: { x: number; y: number };
  down: { x: number; y: number };
}

export function standOf({ x, y, width, height }: Box, turn: QuarterTurn): Stand {
  const [right, bottom] = [x + width, y + height];
  const [level, upright] = [{ length: width, height }, { length: height, height: width }];
  switch (turn) {
    case 0:
      return { x, y, ...level, along: { x: 1, y: 0 }, down: { x: 0, y: 1 } };
    case 90:
      return { x, y: bottom, ...upright, along: { x: 0, y: -1 }, down: { x: 1, y: 0 } };
    case 180:
      return { x: right, y: bottom, ...level, along: { x: -1, y: 0 }, down: { x: 0, y: -1 } };
    case 270:
      return { x: right, y, ...upright, along: { x: 0, y: 1 }, down: { x: -1, y: 0 } };
  }
}
