import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import { SAME_WORD } from './delta-words';
import { factsOf } from './facts';
import { notSharper } from './not-sharper';
import { sayRelation } from '../../../../shared/model/say-relation';
import { t } from '../../../../shared/words/words';

/** What the two show, for those who don't see them: "Right is less sharp, 418 to 41; ¼ of the pixels; re-saved." */
export function describePair(keeper: DuplicateMember, member: DuplicateMember): string {
  const facts = factsOf([keeper, member]);
  const deltaOf = (id: string): string => facts.find((fact) => fact.id === id)?.cells[1]?.delta ?? '';
  const said = [
    sharpnessWords(keeper, member),
    ...['pixels', 'pages', 'characters', 'size', 'taken'].map(deltaOf).filter((delta) => delta !== '' && delta !== SAME_WORD),
    sayRelation(member.relation),
  ].filter(Boolean);
  const names = { left: displayName(keeper.name), right: displayName(member.name) };
  return said.length === 0
    ? t('Left is {left}, right is {right}. Right is the same.', names)
    : t('Left is {left}, right is {right}. Right is {differences}.', { ...names, differences: said.join('; ') });
}

function sharpnessWords({ picture: keeper }: DuplicateMember, { picture: member }: DuplicateMember): string {
  if (keeper?.sharpness == null || member?.sharpness == null) return '';
  const [from, to] = [Math.round(keeper.sharpness), Math.round(member.sharpness)];
  if (from === to) return '';
  const reason = notSharper(member, keeper);
  if (reason !== null) return reason;
  return to > from ? t('sharper, {from, number} to {to, number}', { from, to }) : t('less sharp, {from, number} to {to, number}', { from, to });
}
