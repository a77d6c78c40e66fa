import type { Segmentation } from '../engine/ocr-engine';
import type { PageLook } from '../look/look-at-page';
import type { QuarterTurn } from '../picture/turn';

/** What is done to a page's picture before it is read, in this order. */
export interface Recipe {
  readonly denoise: 'none' | 'soften' | 'median';
  readonly invert: boolean;
  readonly evenLight: boolean;
  readonly turn: QuarterTurn;
  /** Degrees clockwise; 0 for none. */
  readonly deskew: number;
  /** Above 1 enlarges. */
  readonly scale: number;
  readonly sharpen: boolean;
  readonly localThreshold: boolean;
  readonly segmentation: Segmentation;
}

/** No engine gets a larger picture. */
export const MAX_PIXELS = 40e6;
/** With fewer letters beside others than this a picture is hardly a page of print, and not made larger than this. */
export const WEAK_SIGNS_LETTERS = 60;
const WEAK_SIGNS_PIXELS = 6e6;

const MIN_SKEW_DEGREES = 0.25;
const MIN_SKEW_CLARITY = 1.6;
const MIN_SKEW_LETTERS = 25;
const GRAIN = 8;
const MANY_SPECKS = 0.006;
const SMALL_LETTER = 12;
const GOOD_LETTER = 18;
/** Reading takes a quarter less time than at 300 dots per inch, and finds the same. */
const FAST_LETTER = 15;
/** Print that is mostly capitals and digits looks larger than its small letters are. */
const LARGE_LETTER = 64;
const SMALLEST_SCALE = 0.5;
const MAX_ENLARGEMENT = 3;
const [WORTHWHILE_REDUCTION, WORTHWHILE_ENLARGEMENT] = [0.9, 1.2];
const LOW_DPI = 200;
const GOOD_DPI = 300;

/** The recipe that fits what is seen of the page; an ordinary clean page is read as it is. */
export function chooseRecipe(look: PageLook, width: number, height: number, dpi: number | null): Recipe {
  const isSkewed = Math.abs(look.skew.degrees) >= MIN_SKEW_DEGREES && look.skew.clarity >= MIN_SKEW_CLARITY;
  return {
    denoise: look.noise.deviation > GRAIN ? 'soften' : look.noise.specks > MANY_SPECKS && look.letterHeight >= SMALL_LETTER ? 'median' : 'none',
    invert: look.isLightOnDark,
    evenLight: look.isUneven,
    turn: look.turn,
    deskew: isSkewed && look.letters >= MIN_SKEW_LETTERS ? -look.skew.degrees : 0,
    scale: fitScale(Math.min(wantedScale(look, dpi), mostScale(look, width, height)), width, height),
    sharpen: look.isRunTogether,
    localThreshold: false,
    segmentation: 'automatic',
  };
}

function wantedScale({ letterHeight, letters }: PageLook, dpi: number | null): number {
  if (letters >= MIN_SKEW_LETTERS) {
    if (letterHeight < SMALL_LETTER) return GOOD_LETTER / letterHeight;
    return Math.min(1, Math.max(letterHeight > LARGE_LETTER ? 0 : SMALLEST_SCALE, FAST_LETTER / letterHeight));
  }
  return dpi !== null && dpi < LOW_DPI ? GOOD_DPI / dpi : 1;
}

function mostScale({ letters, inWords }: PageLook, width: number, height: number): number {
  const isWeak = letters >= MIN_SKEW_LETTERS && inWords.length < WEAK_SIGNS_LETTERS;
  return isWeak ? Math.max(1, Math.sqrt(WEAK_SIGNS_PIXELS / (width * height))) : Infinity;
}

/** The nearest scale that keeps the picture within bounds; one that hardly changes it is none. */
export function fitScale(wanted: number, width: number, height: number): number {
  const most = Math.sqrt(MAX_PIXELS / (width * height));
  if (wanted > WORTHWHILE_ENLARGEMENT) return Math.min(Math.round(wanted * 4) / 4, MAX_ENLARGEMENT, most);
  if (wanted < WORTHWHILE_REDUCTION) return Math.min(wanted, most);
  return Math.min(1, most);
}
