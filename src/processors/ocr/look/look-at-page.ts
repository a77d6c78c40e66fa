import { backgroundRange, estimateBackground, type Background } from '../picture/background';
import { flattenLight } from '../picture/flatten-light';
import type { GreyPicture } from '../picture/grey-picture';
import { invert } from '../picture/invert';
import { histogram, otsu, percentile } from '../picture/otsu';
import { paintEdges } from '../picture/paint-edges';
import { reduce } from '../picture/reduce';
import type { QuarterTurn } from '../picture/turn';
import { heightOf, level, pick, widthOf, type Boxes } from './boxes';
import { findComponents } from './find-components';
import { findDarkEdges, type Edges } from './find-dark-edges';
import { findRows, middleHeight } from './find-rows';
import { findSkew, type Skew } from './find-skew';
import { findTurn, turnBoxes } from './find-turn';
import { isLightOnDark } from './is-light-on-dark';
import { measureNoise, type Noise } from './measure-noise';

/** In pixels of the page. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A line of print, or what looks like one; in pixels of the page. */
export interface Row {
  /** In the middle of those of its pieces. */
  readonly height: number;
  /** Letters, or several that touch, as they follow one another; `length` goes along the row. */
  readonly pieces: readonly (Spot & { readonly length: number })[];
}

/** What is seen of a page before anything is read. */
export interface PageLook {
  readonly noise: Noise;
  readonly isLightOnDark: boolean;
  /** Black rims, in pixels of the page, and what to paint them with; null without. Found once light print is inverted. */
  readonly darkEdges: (Edges & { readonly paper: number }) | null;
  /** Of the picture (inverted first where it is light on dark), reduced by `factor`. */
  readonly background: Background;
  readonly factor: number;
  /** The paper's brightness differs so much that one threshold does not fit all of it. */
  readonly isUneven: boolean;
  /** Share of dark pixels, 0–1, uneven light taken out. */
  readonly inkShare: number;
  /** Groups of pixels of the size of letters, and where those of them that stand beside another one have their middle. */
  readonly letters: number;
  readonly inWords: readonly Spot[];
  /** Where something looks like lines of print. */
  readonly rows: readonly Row[];
  /** The middle height of single letters in pixels of the page; 0 without letters. */
  readonly letterHeight: number;
  /** Most letters of what is surely print touch their neighbours, as blurred ones do. */
  readonly isRunTogether: boolean;
  readonly turn: QuarterTurn;
  /** Whether the letters show which way lines run; and also which end is up. */
  readonly isAxisSure: boolean;
  readonly isTurnSure: boolean;
  /** Once turned upright. */
  readonly skew: Skew;
}

/** The looks are taken at a picture about this wide: 150 dots per inch on A4. */
const LOOK_SIDE = 1000;
/** Most of a page is paper, and some of it in the shade. */
const PAPER_SHARE = 0.7;
const MIN_INK_LEVELS = 14;
const NOISE_REACH = 5;
const UNEVEN_LEVELS = 30;
const UNEVEN_RATIO = 0.86;
const MIN_LETTER_HEIGHT = 4;
const MAX_LETTER_SHARE = 0.12;
const MIN_FILL = 0.1;
const MAX_ASPECT = 4;
/** Where most of the print is in wider pieces, letters touch: a piece is a word and as high as its tallest letter. */
const MAX_LETTER_ASPECT = 1.5;
const SMALL_LETTER_IN_WORD = 0.68;
/** Clarity of skew; below, wide pieces are leaves or ripples as likely as words. */
const CLEAR_PRINT = 2.5;

/** Everything that decides how a page is prepared; some 100 ms for A4 at 300 dots per inch. */
export function lookAtPage(picture: GreyPicture): PageLook {
  const noise = measureNoise(picture);
  const factor = Math.max(1, Math.floor(Math.min(picture.width, picture.height) / LOOK_SIDE));
  const reduced = reduce(picture, factor);
  const isOverturned = isLightOnDark(reduced);
  const upturned = isOverturned ? invert(reduced) : reduced;
  const paper = percentile(histogram(upturned.data), PAPER_SHARE);
  const edges = findDarkEdges(upturned, paper);
  const hasEdges = Object.values(edges).some((depth) => depth > 0);
  const small = hasEdges ? paintEdges(upturned, edges, paper) : upturned;
  const background = estimateBackground(small);
  const { dark, light } = backgroundRange(background);
  const flat = flattenLight(small, background, 1);
  const grain = (noise.deviation / factor) * (255 / Math.max(40, dark));
  const threshold = Math.min(otsu(histogram(flat.data)), 255 - Math.max(MIN_INK_LEVELS, NOISE_REACH * grain));
  const components = findComponents(flat, threshold);
  const maxSide = Math.max(small.width, small.height) * MAX_LETTER_SHARE;
  const letters = pick(components, (index) => {
    const [width, height] = [widthOf(components, index), heightOf(components, index)];
    const long = Math.max(width, height);
    if (long < MIN_LETTER_HEIGHT || long > maxSide || long > MAX_ASPECT * 2 * Math.min(width, height)) return false;
    return (components.area[index] ?? 0) >= MIN_FILL * width * height;
  });
  const turn = findTurn(letters);
  const upright = turnBoxes(letters, turn.degrees);
  const skew = findSkew(upright);
  const height = middleHeight(upright, Array.from({ length: upright.count }, (_, index) => index));
  const isRunTogether = skew.clarity >= CLEAR_PRINT && isMostlyWide(upright, height * MAX_LETTER_ASPECT);
  const standing = level(upright, skew.degrees);
  return {
    noise,
    isLightOnDark: isOverturned,
    darkEdges: hasEdges ? { ...inPagePixels(edges, factor), paper } : null,
    background,
    factor,
    isUneven: light - dark > UNEVEN_LEVELS && dark < light * UNEVEN_RATIO,
    inkShare: components.inkPixels / flat.data.length,
    letters: letters.count,
    inWords: spotsOf(letters, turn.inWords, factor),
    rows: findRows(standing).map((row) => ({
      height: middleHeight(upright, row) * factor,
      pieces: row.map((index) => ({ ...spotOf(letters, index, factor), length: widthOf(upright, index) * factor })),
    })),
    letterHeight: height * (isRunTogether ? SMALL_LETTER_IN_WORD : 1) * factor,
    isRunTogether,
    turn: turn.degrees,
    isAxisSure: turn.isAxisSure,
    isTurnSure: turn.isAxisSure && turn.isUpSure,
    skew,
  };
}

function inPagePixels({ left, top, right, bottom }: Edges, factor: number): Edges {
  // At the right and below the reduced picture lacks what did not fill a pixel.
  const far = (depth: number): number => (depth === 0 ? 0 : (depth + 1) * factor);
  return { left: left * factor, top: top * factor, right: far(right), bottom: far(bottom) };
}

function spotsOf(letters: Boxes, wanted: readonly boolean[], factor: number): Spot[] {
  return wanted.flatMap((isWanted, index) => (isWanted ? [spotOf(letters, index, factor)] : []));
}

function spotOf({ left, right, top, bottom }: Boxes, index: number, factor: number): Spot {
  const middle = (low: Int32Array, high: Int32Array): number => (((low[index] ?? 0) + (high[index] ?? 0) + 1) / 2) * factor;
  return { x: middle(left, right), y: middle(top, bottom) };
}

function isMostlyWide(upright: Boxes, maxWidth: number): boolean {
  let [length, ofWide] = [0, 0];
  for (let index = 0; index < upright.count; index++) {
    const width = widthOf(upright, index);
    length += width;
    if (width > maxWidth) ofWide += width;
  }
  return ofWide * 2 > length;
}
