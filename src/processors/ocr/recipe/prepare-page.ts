import type { PreparedPage } from '../engine/ocr-engine';
import type { Edges } from '../look/find-dark-edges';
import type { PageLook } from '../look/look-at-page';
import { flattenLight } from '../picture/flatten-light';
import type { GreyPicture } from '../picture/grey-picture';
import { invert } from '../picture/invert';
import { median } from '../picture/median';
import { paintEdges } from '../picture/paint-edges';
import { rotate } from '../picture/rotate';
import { sauvola } from '../picture/sauvola';
import { enlarge } from '../picture/enlarge';
import { shrink } from '../picture/shrink';
import { sharpen } from '../picture/sharpen';
import { soften } from '../picture/soften';
import { turn } from '../picture/turn';
import { placeBack, placeOn, type PlaceBack, type PlaceOn } from './place-back';
import type { Recipe } from './recipe';

export interface Prepared {
  readonly page: PreparedPage;
  /** In plain words, in the order of doing; empty for a page read as it is. */
  readonly steps: string[];
  readonly placeBack: PlaceBack;
  readonly placeOn: PlaceOn;
}

const USUAL_DPI = 300;
/** The square that a local threshold looks at reaches over about two letters. */
const REACH_IN_LETTERS = 1.5;
const [MIN_REACH, MAX_REACH] = [12, 60];

/** Carries out a recipe. */
export function preparePage(original: GreyPicture, look: PageLook, recipe: Recipe, dpi: number | null): Prepared {
  const steps: string[] = [];
  let picture = original;
  const step = (words: string, next: GreyPicture): void => {
    steps.push(words);
    picture = next;
  };
  if (recipe.denoise !== 'none') step('denoise', recipe.denoise === 'median' ? median(picture) : soften(soften(picture)));
  // Less to do for all that follows.
  if (recipe.scale < 1) step(`downscale to ${Math.round(recipe.scale * 100)} %`, shrink(picture, ...scaledSize(picture, recipe.scale)));
  const early = Math.min(1, recipe.scale);
  const sized = picture;
  if (recipe.invert) step('inverted', invert(picture));
  if (look.darkEdges) step('dark edges whitened', paintEdges(picture, scaledEdges(look.darkEdges, early), look.darkEdges.paper));
  if (recipe.evenLight) step('even light', flattenLight(picture, look.background, look.factor * early));
  if (recipe.turn !== 0) step(`upright ${recipe.turn}°`, turn(picture, recipe.turn));
  const upright = picture;
  if (recipe.deskew !== 0) step(`deskew ${Math.abs(recipe.deskew).toFixed(1)}°`, rotate(picture, recipe.deskew));
  const straight = picture;
  if (recipe.scale > 1) step(`upscale ${recipe.scale}×`, enlarge(picture, ...scaledSize(picture, recipe.scale)));
  if (recipe.sharpen) step('sharpen', sharpen(picture));
  if (recipe.localThreshold) {
    const reach = look.letterHeight * recipe.scale * REACH_IN_LETTERS;
    step('local threshold', sauvola(picture, Math.round(Math.min(MAX_REACH, Math.max(MIN_REACH, reach)))));
  }
  const stages = { original, sized, upright, straight, prepared: picture, recipe };
  return {
    page: { picture, dpi: engineDpi(dpi, recipe.scale), segmentation: recipe.segmentation },
    steps,
    placeBack: placeBack(stages),
    placeOn: placeOn(stages),
  };
}

function scaledEdges({ left, top, right, bottom }: Edges, scale: number): Edges {
  const scaled = (depth: number): number => Math.round(depth * scale);
  return { left: scaled(left), top: scaled(top), right: scaled(right), bottom: scaled(bottom) };
}

function scaledSize({ width, height }: GreyPicture, scale: number): [width: number, height: number] {
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

function engineDpi(dpi: number | null, scale: number): number {
  return Math.round(Math.min(600, Math.max(150, dpi === null ? USUAL_DPI : dpi * scale)));
}
