import type { DuplicateMember } from '../../../../shared/model/duplicates';

const MOST = 4;

/** The keeper and up to three others, among them `member`; which of the others they are changes only when it must. */
export function fourOf(members: readonly DuplicateMember[], keeper: DuplicateMember, member: DuplicateMember): DuplicateMember[] {
  const others = members.filter((one) => one.fileId !== keeper.fileId);
  const at = Math.max(0, others.findIndex((one) => one.fileId === member.fileId));
  const page = Math.floor(at / (MOST - 1)) * (MOST - 1);
  const first = Math.max(0, Math.min(page, others.length - (MOST - 1)));
  return [keeper, ...others.slice(first, first + MOST - 1)];
}
