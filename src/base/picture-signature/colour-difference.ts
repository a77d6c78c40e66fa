import { overlayOf, type Placement } from './align';
import { coarsen } from './coarsen';
import { COLOUR_SIDE, GREY_SIDE, type SmallPicture } from './signature-format';
import { turnGrid, type Turn } from './turn';

type Colours = Pick<SmallPicture, 'blueness' | 'redness'>;

/** Less changes no colour by a level. */
const LEAST_GAIN = 1.005;

/**
 * How far the colours of two pictures are apart where both show something: root mean square, in levels. Colours grow with
 * brightness until they end at white, so those of the darker are first taken as bright as the other.
 *
 * @param gain level of the second against that of the first
 */
export function colourDifference(a: SmallPicture, b: SmallPicture, turn: Turn, placement: Placement, gain: number): number {
  const first = gain > LEAST_GAIN ? brightenColours(a, gain) : a;
  const second = gain < 1 / LEAST_GAIN ? brightenColours(b, 1 / gain) : b;
  const blueness = overlayOf(turnGrid(second.blueness, COLOUR_SIDE, turn), COLOUR_SIDE, placement);
  const redness = overlayOf(turnGrid(second.redness, COLOUR_SIDE, turn), COLOUR_SIDE, placement);
  let sum = 0;
  let count = 0;
  for (let at = 0; at < first.blueness.length; at += 1) {
    if (blueness.isCovered[at] === 0) continue;
    sum += (blueness.levels[at]! - first.blueness[at]!) ** 2 + (redness.levels[at]! - first.redness[at]!) ** 2;
    count += 1;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

/** By way of red, green and blue (JPEG's YCbCr), each of which ends at 255. */
function brightenColours({ grey, blueness, redness }: SmallPicture, gain: number): Colours {
  const levels = coarsen(grey, GREY_SIDE, COLOUR_SIDE);
  const bright = (level: number) => Math.min(255, Math.max(0, level) * gain);
  const brightened = { blueness: new Float32Array(levels.length), redness: new Float32Array(levels.length) };
  for (let at = 0; at < levels.length; at += 1) {
    const [level, blue, red] = [levels[at]!, blueness[at]!, redness[at]!];
    const [brightRed, brightGreen, brightBlue] = [bright(level + 1.402 * red), bright(level - 0.344 * blue - 0.714 * red), bright(level + 1.772 * blue)];
    const mean = 0.299 * brightRed + 0.587 * brightGreen + 0.114 * brightBlue;
    brightened.blueness[at] = 0.564 * (brightBlue - mean);
    brightened.redness[at] = 0.713 * (brightRed - mean);
  }
  return brightened;
}
