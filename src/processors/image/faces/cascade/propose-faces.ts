import type { Cascade } from './cascade';
import type { GreyPicture } from './grey-picture';
import { groupSquares, type Group } from './group-squares';
import { halve } from './halve';
import { createScanner } from './scanner';
import type { Square } from './square';

const SCALE_STEP = 1.1;
/** Beyond this the smaller squares are no longer looked for: a picture of nothing but faces, or made to be slow. */
const MAX_SQUARES = 10_000;

/**
 * Where the cascade sees faces, with the number of windows that agree on each: the squares of OpenCV's
 * `detectMultiScale` with a step of 1.1. `pause` is awaited between sizes.
 */
export async function proposeFaces(picture: GreyPicture, cascade: Cascade, pause: () => Promise<void>): Promise<Group[]> {
  const squares: Square[] = [];
  const halves = [picture];
  const scanner = await createScanner(cascade, picture, MAX_SQUARES);
  // The largest faces first: they are found in no time, and are the last that one would do without.
  for (const scale of scalesFor(picture, cascade.side).reverse()) {
    const width = Math.round(picture.width / scale);
    const height = Math.round(picture.height / scale);
    const hits = scanner.scan(scanner.fill(nearestHalf(halves, width), width, height));
    for (let at = 0; at < hits.length; at += 2) {
      squares.push({ x: (hits[at] ?? 0) * scale, y: (hits[at + 1] ?? 0) * scale, side: cascade.side * scale });
    }
    if (squares.length >= MAX_SQUARES) break;
    await pause();
  }
  return groupSquares(squares);
}

function scalesFor({ width, height }: GreyPicture, side: number): number[] {
  const scales: number[] = [];
  for (let scale = 1; side * scale <= Math.min(width, height); scale *= SCALE_STEP) scales.push(scale);
  return scales;
}

/** The smallest half, quarter and so on that is at least as wide; `halves` grows as needed. */
function nearestHalf(halves: GreyPicture[], width: number): GreyPicture {
  for (let index = 0; ; index++) {
    const picture = halves[index] ?? halve(halves[index - 1] as GreyPicture);
    halves[index] = picture;
    if (picture.width < 2 * width) return picture;
  }
}
