import type { PageLook } from '../look/look-at-page';
import type { QuarterTurn } from '../picture/turn';
import type { Judgement } from './judge';
import { fitScale, type Recipe } from './recipe';

/** Further tries at most, after the first. */
export const MAX_FURTHER_TRIES = 3;

const UNREADABLE_BELOW = 60;
const MISSED_SHARE = 0.08;
const MISSED_LETTERS = 20;
const GOOD_CONFIDENCE = 80;
const GOOD_PLAUSIBLE = 0.75;
const ENLARGEABLE_LETTER = 20;

/** Everything about a reading that decides whether to try again. */
export interface Outcome {
  readonly judged: Judgement;
  /** Share of the letters seen that no word covers, 0–1. */
  readonly missed: number;
}

/** What else is worth trying after a first reading that is not good enough, the most promising first. */
export function nextRecipes(first: Recipe, look: PageLook, outcome: Outcome, size: { width: number; height: number }): Recipe[] {
  const { judged } = outcome;
  const turned = (by: QuarterTurn): Recipe => ({ ...first, turn: ((first.turn + by) % 360) as QuarterTurn });
  const others: Recipe[] = [];
  if (judged.confidence < UNREADABLE_BELOW && !look.isTurnSure) {
    others.push(turned(180));
    if (!look.isAxisSure) others.push(turned(90), turned(270));
  }
  if (missesText(look, outcome)) {
    const layouts: Recipe[] = [{ ...first, segmentation: 'column' }, { ...first, segmentation: 'scattered' }];
    // What was read is right: only how the page is taken apart is in question.
    if (isSure(judged)) return first.scale < 1 ? [{ ...first, scale: fitScale(1, size.width, size.height) }, ...layouts] : layouts;
    others.push(...layouts);
  }
  others.push({ ...first, evenLight: true, localThreshold: true });
  if (look.letterHeight < ENLARGEABLE_LETTER && first.scale <= 1) {
    others.push({ ...first, scale: fitScale(2, size.width, size.height) });
  }
  others.push({ ...first, denoise: first.denoise === 'none' ? 'soften' : first.denoise === 'soften' ? 'median' : 'none' });
  others.push({ ...first, segmentation: 'block' });
  return others.slice(0, MAX_FURTHER_TRIES);
}

/** Letters were seen in a good part of the page where nothing was read. */
export function missesText(look: PageLook, { missed }: Outcome): boolean {
  return missed > MISSED_SHARE && missed * look.inWords.length >= MISSED_LETTERS;
}

/** What was read is right, as far as can be told. */
export function isSure(judged: Judgement): boolean {
  return judged.confidence >= GOOD_CONFIDENCE && judged.plausible >= GOOD_PLAUSIBLE;
}
