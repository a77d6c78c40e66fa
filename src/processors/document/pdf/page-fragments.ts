import type { PageViewport } from 'pdfjs-dist';

/** A run of text as the page shows it: points, from the top left corner, after turning the page upright. */
export interface Fragment {
  readonly text: string;
  /** Start of the baseline, in reading direction. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Font size. */
  readonly size: number;
  /** White space came before it in the file. */
  readonly spaceBefore: boolean;
  readonly isRightToLeft: boolean;
  /** Place in the file. */
  readonly order: number;
}

export interface TextItem {
  str: string;
  dir: string;
  width: number;
  height: number;
  transform: number[];
  hasEOL: boolean;
}

/**
 * Text runs by the direction in which they are written, the main one first; each direction is turned so that its lines
 * run from left to right.
 */
export function fragmentsByDirection(items: TextItem[], viewport: PageViewport): Fragment[][] {
  const [a, b, c, d, e, f] = viewport.transform as [number, number, number, number, number, number];
  const groups = new Map<number, Fragment[]>();
  let spaceBefore = false;
  for (const [order, item] of items.entries()) {
    if (item.str.trim() === '') {
      spaceBefore ||= item.str !== '';
      continue;
    }
    const [ia = 1, ib = 0, ic = 0, id = 1, ix = 0, iy = 0] = item.transform;
    const directionX = a * ia + c * ib;
    const directionY = b * ia + d * ib;
    const quarter = ((Math.round((Math.atan2(directionY, directionX) * 2) / Math.PI) % 4) + 4) % 4;
    const pageX = a * ix + c * iy + e;
    const pageY = b * ix + d * iy + f;
    const [x, y] = turnBack(quarter, pageX, pageY);
    const size = Math.hypot(ic, id) || item.height || 1;
    const leading = item.str.length - item.str.trimStart().length;
    const fragment = {
      text: item.str.trim(),
      x,
      y,
      width: item.width,
      size,
      spaceBefore: spaceBefore || leading > 0,
      isRightToLeft: item.dir === 'rtl',
      order,
    };
    spaceBefore = item.str.length > item.str.trimEnd().length;
    const group = groups.get(quarter);
    if (group) group.push(fragment);
    else groups.set(quarter, [fragment]);
  }
  const length = (fragments: Fragment[]): number => fragments.reduce((sum, { text }) => sum + text.length, 0);
  return [...groups.values()].sort((first, second) => length(second) - length(first));
}

function turnBack(quarter: number, x: number, y: number): [number, number] {
  if (quarter === 1) return [y, -x];
  if (quarter === 2) return [-x, -y];
  if (quarter === 3) return [-y, x];
  return [x, y];
}
