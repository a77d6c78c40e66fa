import { overlayOf } from './align';
import { fitPictures, type Fit } from './fit';
import { isPaper } from './is-paper';
import { measureFit, type FitMeasures } from './measure-fit';
import { COLOUR_SIDE, type SmallPicture } from './signature-format';
import { turnGrid } from './turn';
import { shapeOf, type Shape } from './shape';

/*
 * Limits found on 525 pictures (photographs and parts of them, drawn scenes, charts, windows, pages of text, forms,
 * bursts) in 33 variants each, on 25,000 pairs of strangers, and on 7,140 pairs of pages, forms, charts and windows of
 * one kind. Strangers that are no pages have at most 0.75 of their detail in common, frames of a burst at most 0.97;
 * pictures that were only saved, scaled, turned or mirrored at least 0.95, trimmed ones nearly always 0.9. The nearest
 * two forms filled in otherwise have a worst patch of 0.29 with a worst cell of 10.9.
 */
const SLACK_IN_PLACE = { paper: 0.004, other: 0.0005 };
/** Any one of a list will do; each limit of the one must be kept. */
const SAME = {
  paperInPlace: [
    { detail: 0.96, worstPatch: 0.32, worstCell: 9 },
    { detail: 0.99, worstPatch: 0.22, worstCell: 14 },
    { detail: 0.95, worstPatch: 0.75, worstCell: 2.5 },
  ],
  paperMoved: [{ detail: 0.985, worstPatch: 0.22 }],
  inPlace: [{ detail: 0.8, worstPatch: 0.75 }],
  // What is brightened loses what ends at white, and that shows patch by patch.
  inPlaceOtherTone: [{ detail: 0.95, worstPatch: 1.2 }, { detail: 0.98, worstPatch: 2.8 }],
  moved: [{ detail: 0.88, worstPatch: 0.85 }, { detail: 0.98, worstPatch: 2.1 }],
} satisfies Record<string, readonly Limits[]>;
const SIMILAR: readonly Limits[] = [{ detail: 0.8 }, { detail: 0.76, worstPatch: 1, whole: 0.95 }];
const LEAST_WHOLE = { same: 0.96, similar: 0.85 };
/** A picture that shows less of another than this share of its area is a part of it, not the same. */
const SAME_AREA = 0.8;
/** Root mean square over the colour planes, in levels. */
const SAME_COLOUR = 12;
const MOST_SAME_TURN_DEGREES = 1.6;
const MOST_SAME_STRETCH = 1.06;
const SAME_GAIN = [0.78, 1.28] as const;
const SAME_BRIGHTNESS = 0.22;
const MOST_SIMILAR_TURN_DEGREES = 12;
const MOST_STRETCH = 1.25;

interface Limits {
  readonly detail: number;
  readonly worstPatch?: number;
  readonly worstCell?: number;
  readonly whole?: number;
}

export interface Judgement {
  readonly tier: 'samePicture' | 'similar';
  readonly likeness: number;
  readonly fit: Fit;
  readonly shape: Shape;
  readonly measures: FitMeasures;
  /** Difference of colour, in levels. */
  readonly colour: number;
}

/** What two pictures are to each other; null where they are strangers. */
export function judgePictures(a: SmallPicture, b: SmallPicture): Judgement | null {
  const isOnPaper = isPaper(a) || isPaper(b);
  const fit = fitPictures(a, b, isOnPaper ? SLACK_IN_PLACE.paper : SLACK_IN_PLACE.other);
  if (!fit) return null;
  const shape = shapeOf(a, b, fit);
  if (Math.abs(shape.degrees) > MOST_SIMILAR_TURN_DEGREES || shape.stretch > MOST_STRETCH) return null;
  const measures = measureFit(fit);
  const colour = colourDifference(a, b, fit, measures.gain);
  const tier = tierOf(a, fit, shape, measures, colour, isOnPaper);
  if (!tier) return null;
  const likeness = 50 * (measures.whole + measures.detail) * Math.sqrt(Math.min(1, shape.commonArea + 0.2));
  return { tier, likeness: tier === 'samePicture' ? Math.max(90, likeness) : Math.min(95, likeness), fit, shape, measures, colour };
}

function tierOf(a: SmallPicture, fit: Fit, shape: Shape, measures: FitMeasures, colour: number, isOnPaper: boolean): Judgement['tier'] | null {
  const isSameTone = colour <= SAME_COLOUR && isNearlyAsBright(a.grey, measures);
  const isSameShape = shape.stretch < MOST_SAME_STRETCH && Math.abs(shape.degrees) < MOST_SAME_TURN_DEGREES && shape.commonArea >= SAME_AREA;
  const isSame = isSameShape && isWithinAny(measures, limitsFor(fit, measures, isOnPaper), LEAST_WHOLE.same);
  if (isSame) return isSameTone ? 'samePicture' : 'similar';
  // A form and the next one differ in a few figures: there is nothing between equal and strange.
  return !isOnPaper && isWithinAny(measures, SIMILAR, LEAST_WHOLE.similar) ? 'similar' : null;
}

function limitsFor({ isInPlace }: Fit, { gain, offset }: FitMeasures, isOnPaper: boolean): readonly Limits[] {
  if (isOnPaper) return isInPlace ? SAME.paperInPlace : SAME.paperMoved;
  if (!isInPlace) return SAME.moved;
  const isToneKept = Math.abs(gain - 1) < 0.03 && Math.abs(offset) < 4;
  return isToneKept ? SAME.inPlace : [...SAME.inPlace, ...SAME.inPlaceOtherTone];
}

function isWithinAny(measures: FitMeasures, limits: readonly Limits[], leastWhole: number): boolean {
  return limits.some(
    ({ detail, worstPatch = Infinity, worstCell = Infinity, whole = leastWhole }) =>
      measures.detail >= detail && measures.worstPatch <= worstPatch && measures.worstCell <= worstCell && measures.whole >= whole,
  );
}

function isNearlyAsBright(grey: Float32Array, { gain, offset }: FitMeasures): boolean {
  const mean = grey.reduce((sum, level) => sum + level, 0) / grey.length;
  return gain >= SAME_GAIN[0] && gain <= SAME_GAIN[1] && Math.abs(gain * mean + offset - mean) <= SAME_BRIGHTNESS * mean + 4;
}

/** Colours grow with brightness, so those of the first are taken as bright as the second. */
function colourDifference(a: SmallPicture, b: SmallPicture, { turn, placement }: Fit, gain: number): number {
  const blueness = overlayOf(turnGrid(b.blueness, COLOUR_SIDE, turn), COLOUR_SIDE, placement);
  const redness = overlayOf(turnGrid(b.redness, COLOUR_SIDE, turn), COLOUR_SIDE, placement);
  let sum = 0;
  let count = 0;
  for (let at = 0; at < a.blueness.length; at += 1) {
    if (blueness.isCovered[at] === 0) continue;
    sum += (blueness.levels[at]! - gain * a.blueness[at]!) ** 2 + (redness.levels[at]! - gain * a.redness[at]!) ** 2;
    count += 1;
  }
  return Math.sqrt(sum / Math.max(1, count));
}
