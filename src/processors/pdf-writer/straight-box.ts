import type { Box } from '../../shared/model/page-layout';
import { cosAndSin, turnPoint, type QuarterTurn } from './turn-point';

/** Of a word that slants by more than this, the upright box around it says too little. */
const MAX_SLANT_DEGREES = 25;
/** The least share of an upright box's sides that the word in it can have: a box may be cut at the rim of the page. */
const LEAST_SHARE = 0.1;

/**
 * The box of a word without its slant, from the upright box around it, on the page turned clockwise by `quarter` about
 * its top left corner. Its middle stays the middle.
 *
 * @param turn that of the word's line, degrees clockwise; `quarter` is the nearest to it
 */
export function straightBox({ x, y, width, height }: Box, turn: number, quarter: QuarterTurn): Box {
  const [across, down] = quarter % 180 === 0 ? [width, height] : [height, width];
  // From a turn of 358 degrees to the quarter 0 it is 2, not 358.
  const slant = Math.abs(((turn - quarter + 540) % 360) - 180);
  const size = slant > MAX_SLANT_DEGREES ? { width: across, height: down } : withoutSlant(across, down, slant);
  const [middleX, middleY] = turnPoint(x + width / 2, y + height / 2, quarter);
  return { x: middleX - size.width / 2, y: middleY - size.height / 2, ...size };
}

/** The sides of the rectangle that, slanted, just fits into a box of these sides. */
function withoutSlant(across: number, down: number, slant: number): { width: number; height: number } {
  const [cos, sin] = cosAndSin(slant);
  const shrinkage = cos * cos - sin * sin;
  return {
    width: Math.max((across * cos - down * sin) / shrinkage, across * LEAST_SHARE),
    height: Math.max((down * cos - across * sin) / shrinkage, down * LEAST_SHARE),
  };
}
