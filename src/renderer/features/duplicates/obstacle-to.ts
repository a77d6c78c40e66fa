import type { DuplicateGroup, DuplicateMember, PlannedAction } from '../../../shared/model/duplicates';
import { t } from '../../../shared/words/words';

/** Why an action can't be planned for a member, as a sentence; null when it can. The engine has the last word. */
export function obstacleTo(action: PlannedAction, member: DuplicateMember, group: Pick<DuplicateGroup, 'tier' | 'members'>): string | null {
  if (action === 'keep') return null;
  if (member.isProtected) return t('It lies in a reference folder, in which nothing is marked.');
  if (member.isArchived) return t('It lies inside an archive: it can be compared, not removed.');
  if (action === 'hardlink' && group.tier !== 'identical') return t('Only identical files can become links to one another.');
  if (member.isKeeper) return t('It is the one that is kept. Make another one the keeper first.');
  const stays = group.members.some((one) => one.fileId !== member.fileId && !one.isArchived && one.planned === 'keep');
  return stays ? null : t('It is the last one that stays.');
}
