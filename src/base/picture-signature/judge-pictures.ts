import { correlate } from './align';
import { fitCoarsely, type CoarseFit } from './coarse-fit';
import { colourDifference } from './colour-difference';
import { finePartsOf } from './fine-parts';
import { fitClosely } from './close-fit';
import { fitInPlace, fitTrimmed, type ExactFit } from './fit-exactly';
import { FIT_SIDE, fitPictures } from './fit';
import { fitTurned, type TurnedFit } from './fit-turned';
import { isPaper } from './is-paper';
import { GREY_SIDE, type ComparedPicture } from './signature-format';
import { isUnspoilt, shapeOf, type Shape } from './shape';
import { correlationOf, meansOf, sumsOf } from './sums';
import { placementOf } from './trim';
import type { Turn } from './turn';

/** Pictures whose coarse grids correlate less, however they are laid, have nothing in common. */
const LEAST_COARSE = 0.55;
/** A picture that shows less of another than this share of its area is a part of it, not the same. */
const SAME_AREA = 0.87;
/** Root mean square over the colour planes, in levels. */
const SAME_COLOUR = 12;
const MOST_STRETCH_OF_OTHER_COLOURS = 1.1;
const SAME_GAIN = [0.78, 1.28] as const;
const SAME_BRIGHTNESS = 0.22;

/*
 * Strangers that are no pages have at most 0.75 of their detail in common. A form and the next one differ in a few
 * figures: there is nothing between equal and strange.
 */
const SIMILAR = { detail: 0.8, whole: 0.85 };
/** Rows of figures have as much in common as a picture with its edit. */
const SIMILAR_DENSE = { detail: 0.965, whole: 0.85 };

export interface Judgement {
  readonly tier: 'samePicture' | 'similar';
  readonly likeness: number;
  readonly turn: Turn;
  readonly shape: Shape;
  /** Mean level of the second less that of the first, of what both show. */
  readonly brightness: number;
  /** Difference of colour, in levels. */
  readonly colour: number;
}

/** What two pictures are to each other; null where they are strangers. */
export function judgePictures(a: ComparedPicture, b: ComparedPicture): Judgement | null {
  const isOnPaper = () => isPaper(a, 'airy') || isPaper(b, 'airy');
  const inPlace = fitInPlace(a, b, isOnPaper);
  if (inPlace) return judgeExact(a, b, inPlace);
  const fits = fitCoarsely(a, b, LEAST_COARSE);
  if (fits.length === 0) return null;
  const close = fitClosely(a, b, fits);
  if (close.length === 0) return null;
  const trimmed = fitTrimmed(a, b, fits, isOnPaper);
  if (trimmed) return judgeExact(a, b, trimmed);
  const turned = fitTurned(a, b, close, isOnPaper);
  if (turned) return judgeTurned(a, b, turned);
  if (isOnPaper()) return null;
  return judgeAlike(a, b, fits, isPaper(a, 'dense') || isPaper(b, 'dense') ? SIMILAR_DENSE : SIMILAR);
}

function judgeExact(a: ComparedPicture, b: ComparedPicture, { turn, trim, tones: { gain }, means, whole }: ExactFit): Judgement {
  const placement = placementOf(trim, GREY_SIDE);
  const shape = shapeOf(a, b, turn, placement);
  const colour = colourDifference(a, b, turn, placement, gain);
  const brightness = means[1] - means[0];
  const isSameTone = colour <= SAME_COLOUR && gain >= SAME_GAIN[0] && gain <= SAME_GAIN[1] && Math.abs(brightness) <= SAME_BRIGHTNESS * means[0] + 4;
  const isSame = isSameTone && shape.commonArea >= SAME_AREA;
  const likeness = 100 * whole * Math.sqrt(Math.min(1, shape.commonArea + 0.2));
  return { tier: isSame ? 'samePicture' : 'similar', likeness: isSame ? Math.max(90, likeness) : Math.min(95, likeness), turn, shape, brightness, colour };
}

function judgeTurned(a: ComparedPicture, b: ComparedPicture, { turn, placement, whole, brightness }: TurnedFit): Judgement | null {
  const shape = shapeOf(a, b, turn, placement);
  const colour = colourDifference(a, b, turn, placement, 1);
  if (!isUnspoilt(shape) || isForced(shape, colour)) return null;
  return { tier: 'similar', likeness: Math.min(95, 100 * whole * Math.sqrt(Math.min(1, shape.commonArea + 0.2))), turn, shape, brightness, colour };
}

function judgeAlike(a: ComparedPicture, b: ComparedPicture, fits: readonly CoarseFit[], least: typeof SIMILAR): Judgement | null {
  const fit = fitPictures(a, b, fits);
  if (!fit) return null;
  const { turn, placement, first, second } = fit;
  const shape = shapeOf(a, b, turn, placement);
  if (!isUnspoilt(shape)) return null;
  const { levels, isCovered } = second;
  const sums = sumsOf(first, levels, isCovered);
  const whole = correlationOf(sums);
  const detail = correlate(finePartsOf(first, isCovered, FIT_SIDE), { levels: finePartsOf(levels, isCovered, FIT_SIDE), isCovered });
  if (whole < least.whole || detail < least.detail) return null;
  const [meanOfFirst, meanOfSecond] = meansOf(sums);
  const brightness = meanOfSecond - meanOfFirst;
  const colour = colourDifference(a, b, turn, placement, 1);
  if (isForced(shape, colour)) return null;
  const likeness = Math.min(95, 50 * (whole + detail) * Math.sqrt(Math.min(1, shape.commonArea + 0.2)));
  return { tier: 'similar', likeness, turn, shape, brightness, colour };
}

/** In other colours, and fitting only where it is stretched: as nearly flat pictures are when they are pulled to where they fit. */
const isForced = ({ stretch }: Shape, colour: number): boolean => colour > SAME_COLOUR && stretch > MOST_STRETCH_OF_OTHER_COLOURS;
