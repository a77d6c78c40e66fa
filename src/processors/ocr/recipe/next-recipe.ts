import type { PageLook } from '../look/look-at-page';
import type { QuarterTurn } from '../picture/turn';
import type { Judgement } from './judge';
import type { MissedText } from './missed-text';
import { fitScale, WEAK_SIGNS_LETTERS, type Recipe } from './recipe';

/** Further tries at most, after the first. */
export const MAX_FURTHER_TRIES = 3;

const UNREADABLE_BELOW = 60;
const RUBBISH_BELOW = 40;
const MISSED_SHARE = 0.08;
const MISSED_LETTERS = 20;
const GOOD_CONFIDENCE = 80;
const GOOD_PLAUSIBLE = 0.75;
const ENLARGEABLE_LETTER = 20;
/** Pixels as they are read. */
const LARGE_TO_READ = 25;
/** Words may come in another order where the engine did not take the page apart by itself: that must pay. */
const FORCED_LAYOUT_VALUE = 0.98;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A try at a page: everything that decides whether it is kept, and whether to try again. */
export interface Outcome {
  readonly recipe: Recipe;
  readonly judged: Judgement;
  readonly missed: MissedText;
}

/**
 * The reading that gives the most text that is probably right; the earlier one of two that give as much. What is
 * rubbish either way is no reason to turn the page.
 */
export function bestOf<T extends Outcome>(tries: readonly [T, ...T[]]): T {
  const [{ recipe }] = tries;
  const isGroundless = ({ recipe: { turn }, judged }: T): boolean => turn !== recipe.turn && judged.confidence < RUBBISH_BELOW;
  return tries.reduce((one, other) => (!isGroundless(other) && valueOf(other) > valueOf(one) ? other : one));
}

/** What to try after these tries at a page, beginning with the best so far; null when it is good or nothing is left. */
export function nextRecipe(tries: readonly [Outcome, ...Outcome[]], look: PageLook, size: Size): Recipe | null {
  const best = bestOf(tries);
  const isGood = isSure(best.judged) && !missesText(look, best);
  if (isGood || tries.length > MAX_FURTHER_TRIES) return null;
  if (isSure(best.judged) && !missesMuch(look, best) && !hasGained(tries)) return null;
  const tried = new Set(tries.map(({ recipe }) => JSON.stringify(recipe)));
  return waysOn(best, tries, look, size).find((recipe) => !tried.has(JSON.stringify(recipe))) ?? null;
}

/** Whether the last try read more of the lines than others did: what looks like a line and is none stays unread. */
function hasGained(tries: readonly Outcome[]): boolean {
  const last = tries.at(-1);
  return tries.every((other) => other === last || !isSure(other.judged) || (last?.missed.lines ?? 0) < other.missed.lines);
}

/** The most promising first. */
function waysOn(best: Outcome, tries: readonly Outcome[], look: PageLook, size: Size): Recipe[] {
  const { judged, recipe } = best;
  const isMuch = missesMuch(look, best);
  const layouts: Recipe[] = [{ ...recipe, segmentation: 'column' }, { ...recipe, segmentation: 'scattered' }];
  // What was read is right: only what was passed over is in question.
  if (isSure(judged)) {
    const isRescaled = tries.some((other) => other.recipe.scale !== recipe.scale);
    const scales: Recipe[] = isRescaled ? [] : [{ ...recipe, scale: otherScale(recipe, look, size) }];
    return isMuch ? [...scales, ...layouts] : [{ ...recipe, sharpen: !recipe.sharpen }, ...scales];
  }
  const turned = (by: QuarterTurn): Recipe => ({ ...recipe, turn: ((recipe.turn + by) % 360) as QuarterTurn });
  const ways: Recipe[] = [];
  if (judged.confidence < UNREADABLE_BELOW && !look.isTurnSure) {
    ways.push(turned(180));
    if (!look.isAxisSure) ways.push(turned(90), turned(270));
  }
  if (isMuch && isHardlyPrint(best, look)) ways.push({ ...recipe, scale: Math.min(1, recipe.scale), sharpen: false, segmentation: 'scattered' });
  else if (isMuch) ways.push(...layouts);
  ways.push({ ...recipe, evenLight: true, localThreshold: true });
  if (look.letterHeight < ENLARGEABLE_LETTER && recipe.scale <= 1) {
    ways.push({ ...recipe, scale: fitScale(2, size.width, size.height) });
  }
  ways.push({ ...recipe, denoise: recipe.denoise === 'none' ? 'soften' : recipe.denoise === 'soften' ? 'median' : 'none' });
  ways.push({ ...recipe, segmentation: 'block' });
  return ways;
}

/** Whole lines get lost where letters are small or touch, more seldom where they are large. */
function otherScale({ scale }: Recipe, { letterHeight }: PageLook, { width, height }: Size): number {
  return fitScale(letterHeight * scale < LARGE_TO_READ ? scale * 1.5 : scale * 0.7, width, height);
}

function valueOf({ judged, missed, recipe }: Outcome): number {
  return judged.worth * (1 - missed.lines) * (recipe.segmentation === 'automatic' ? 1 : FORCED_LAYOUT_VALUE);
}

/** Print was seen where nothing was read: pieces of lines, or letters in a good part of the page. */
function missesText(look: PageLook, outcome: Outcome): boolean {
  return outcome.missed.lines > 0 || missesMuch(look, outcome);
}

function missesMuch({ inWords }: PageLook, { missed: { letters } }: Outcome): boolean {
  return letters > MISSED_SHARE && letters * inWords.length >= MISSED_LETTERS;
}

/** Few letters were seen, and rubbish read: a picture, on which enlarged grain is taken for words one by one. */
function isHardlyPrint({ judged }: Outcome, { inWords }: PageLook): boolean {
  return judged.confidence < RUBBISH_BELOW && inWords.length < WEAK_SIGNS_LETTERS;
}

/** What was read is right, as far as can be told. */
function isSure({ confidence, plausible }: Judgement): boolean {
  return confidence >= GOOD_CONFIDENCE && plausible >= GOOD_PLAUSIBLE;
}
