import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { isByGrain } from '../../../../shared/model/is-by-grain';
import { t } from '../../../../shared/words/words';

type Picture = NonNullable<DuplicateMember['picture']>;

/** Of the pixels: between pictures of about one size sharpness can be compared. */
const SMALLER = 0.9;

/** Why the one with the higher measure of sharpness shows no more than the other, said of `member` against the keeper; null where it does. */
export function notSharper(member: Picture, keeper: Picture): string | null {
  if (member.sharpness === null || keeper.sharpness === null) return null;
  const isHigher = member.sharpness > keeper.sharpness;
  if (isByGrain(member, keeper)) return isHigher ? t('more grain, not sharper') : t('less grain, not softer');
  const [higher, lower] = isHigher ? [member, keeper] : [keeper, member];
  // The same edges are steeper where they have fewer pixels.
  if (higher.width * higher.height >= SMALLER * lower.width * lower.height) return null;
  return isHigher ? t('smaller, not sharper') : t('larger, not softer');
}
