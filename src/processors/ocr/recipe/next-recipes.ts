import type { PageLook } from '../look/look-at-page';
import type { QuarterTurn } from '../picture/turn';
import type { Judgement } from './judge';
import { fitScale, type Recipe } from './recipe';

/** Further tries at most, after the first. */
export const MAX_FURTHER_TRIES = 3;

const UNREADABLE_BELOW = 60;
const MISSING_SHARE = 0.4;
const ENLARGEABLE_LETTER = 20;

/** What else is worth trying after a first reading that is not good enough, the most promising first. */
export function nextRecipes(first: Recipe, look: PageLook, judged: Judgement, size: { width: number; height: number }): Recipe[] {
  const turned = (by: QuarterTurn): Recipe => ({ ...first, turn: ((first.turn + by) % 360) as QuarterTurn });
  const others: Recipe[] = [];
  if (judged.confidence < UNREADABLE_BELOW && !look.isTurnSure) {
    others.push(turned(180));
    if (!look.isAxisSure) others.push(turned(90), turned(270));
  }
  if (missesText(look, judged)) others.push({ ...first, segmentation: judged.words < 10 ? 'scattered' : 'column' });
  others.push({ ...first, evenLight: true, localThreshold: true });
  if (look.letterHeight < ENLARGEABLE_LETTER && first.scale === 1) {
    others.push({ ...first, scale: fitScale(2, size.width, size.height) });
  }
  others.push({ ...first, denoise: first.denoise === 'none' ? 'soften' : first.denoise === 'soften' ? 'median' : 'none' });
  others.push({ ...first, segmentation: 'block' });
  return others.slice(0, MAX_FURTHER_TRIES);
}

/** Far fewer letters were read than seen. */
export function missesText(look: PageLook, judged: Judgement): boolean {
  return judged.letters < look.lettersInWords * MISSING_SHARE;
}
