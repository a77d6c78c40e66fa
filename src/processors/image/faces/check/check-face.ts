import type { Pixels } from '../../pixels/pixels';
import type { Square } from '../cascade/square';
import { cutOut } from './cut-out';
import type { Finding, Network } from './network';

/**
 * How wide a square is shown, in sides of the one to check, and in pixels; and what the look counts. Coarse first, which
 * is cheap and drops most; last with its surroundings, by which letters on a sign give themselves away.
 */
const LOOKS = [
  { around: 1.6, side: 96, weight: 1 },
  { around: 1.6, side: 128, weight: 1 },
  { around: 2.2, side: 128, weight: 2 },
] as const;
/** When the looks so far are less sure than this on the whole, more would not change it. */
const HOPELESS = 0.3;
/** A finding means this square when both have this much in common, of what they cover together. */
const SAME_SHARE = 0.3;

/** How sure the network is, 0–1, that a square of the upright picture shows a face: the mean of several looks at it. */
export function checkFace(pixels: Pixels, orientation: number, square: Square, network: Network): number {
  let [sum, weightSum, mean] = [0, 0, 0];
  for (const { around, side, weight } of LOOKS) {
    const margin = ((around - 1) / 2) * square.side;
    const shown = { x: square.x - margin, y: square.y - margin, side: square.side * around };
    sum += weight * bestIn(network.run(cutOut(pixels, orientation, shown, side)), around);
    weightSum += weight;
    mean = sum / weightSum;
    if (mean < HOPELESS) break;
  }
  return mean;
}

function bestIn(findings: readonly Finding[], around: number): number {
  const side = 1 / around;
  const edge = (1 - side) / 2;
  const confidences = findings.filter((finding) => shareOf(finding, { x: edge, y: edge, width: side, height: side }) > SAME_SHARE);
  return Math.max(0, ...confidences.map(({ confidence }) => confidence));
}

type Box = Pick<Finding, 'x' | 'y' | 'width' | 'height'>;

function shareOf(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const common = Math.max(0, width) * Math.max(0, height);
  return common / (a.width * a.height + b.width * b.height - common);
}
