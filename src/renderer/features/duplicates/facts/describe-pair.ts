import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import { formatCount } from '../../../format/number';
import { factsOf } from './facts';
import { sayRelation } from '../../../../shared/model/say-relation';
import { t } from '../../../../shared/words/words';

/** What the two show, for those who don't see them: "Right is less sharp, 418 to 41; ¼ of the pixels; re-saved." */
export function describePair(keeper: DuplicateMember, member: DuplicateMember): string {
  const facts = factsOf([keeper, member]);
  const deltaOf = (id: string): string => facts.find((fact) => fact.id === id)?.cells[1]?.delta ?? '';
  const said = [
    sharpnessWords(keeper, member),
    ...['pixels', 'pages', 'characters', 'size', 'taken'].map(deltaOf).filter((delta) => delta !== '' && delta !== 'same'),
    sayRelation(member.relation),
  ].filter(Boolean);
  return t('Left is {name}, right is {name2}. Right is {value}.', { name: displayName(keeper.name), name2: displayName(member.name), value: said.join('; ') || t('the same') });
}

function sharpnessWords({ picture: keeper }: DuplicateMember, { picture: member }: DuplicateMember): string {
  if (keeper?.sharpness == null || member?.sharpness == null) return '';
  const [from, to] = [Math.round(keeper.sharpness), Math.round(member.sharpness)];
  if (from === to) return '';
  return t('{value}, {from} to {to}', { value: to > from ? 'sharper' : t('less sharp'), from: formatCount(from), to: formatCount(to) });
}
