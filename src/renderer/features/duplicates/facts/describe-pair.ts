import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import { formatCount } from '../../../format/number';
import { factsOf } from './facts';

/** What the two show, for those who don't see them: "Right is less sharp, 418 to 41; ¼ of the pixels; re-saved." */
export function describePair(keeper: DuplicateMember, member: DuplicateMember): string {
  const facts = factsOf([keeper, member]);
  const deltaOf = (id: string): string => facts.find((fact) => fact.id === id)?.cells[1]?.delta ?? '';
  const said = [
    sharpnessWords(keeper, member),
    ...['pixels', 'pages', 'characters', 'size', 'taken'].map(deltaOf).filter((delta) => delta !== '' && delta !== 'same'),
    member.relation,
  ].filter(Boolean);
  return `Left is ${displayName(keeper.name)}, right is ${displayName(member.name)}. Right is ${said.join('; ') || 'the same'}.`;
}

function sharpnessWords({ picture: keeper }: DuplicateMember, { picture: member }: DuplicateMember): string {
  if (keeper?.sharpness == null || member?.sharpness == null) return '';
  const [from, to] = [Math.round(keeper.sharpness), Math.round(member.sharpness)];
  if (from === to) return '';
  return `${to > from ? 'sharper' : 'less sharp'}, ${formatCount(from)} to ${formatCount(to)}`;
}
