import type { DuplicateTier, PlannedAction } from '../../shared/model/duplicates';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Candidate } from './choose-keeper';
import type { Group } from './group';
import type { Marks } from './marks';
import { nodeOf, type GroupMembers } from './members';
import { t } from '../../shared/words/words';

export interface PlanningParts {
  marks: Marks;
  /** Whether something is planned in another tier because this file stays there. */
  isKeptElsewhere(tier: DuplicateTier, fileId: number): boolean;
}

/** Why an action can't be planned for a member, a sentence; null when it can. */
export function obstacleTo(action: PlannedAction, tier: DuplicateTier, one: Candidate, members: GroupMembers, parts: PlanningParts): string | null {
  if (action === 'keep') return null;
  if (one.isProtected) return t('It lies in a reference folder, whose files always stay.');
  if (one.isArchived) return t('It lies inside an archive, from which single files can’t be removed.');
  if (parts.isKeptElsewhere(tier, one.fileId)) return t('It is the one that stays in another group.');
  const staying = members.all.filter((other) => other !== one && !other.isArchived && parts.marks.actionOf(tier, other.fileId) === 'keep');
  if (staying.length === 0) return t('It is the last one that would stay.');
  return action === 'hardlink' ? obstacleToLink(tier, one, staying) : null;
}

function obstacleToLink(tier: DuplicateTier, one: Candidate, staying: readonly Candidate[]): string | null {
  if (tier !== 'identical') return t('Only files with the same bytes can share one place on the disk.');
  const linkable = staying.filter(({ dev }) => dev === one.dev);
  if (linkable.length === 0) return t('It lies on another drive than the one that stays.');
  return linkable.some((other) => nodeOf(other) === nodeOf(one)) ? t('It is a name of the same file already.') : null;
}

/** @throws FilemillError `duplicates.refused` */
export function mustBePlannable(...parts: Parameters<typeof obstacleTo>): void {
  const obstacle = obstacleTo(...parts);
  if (obstacle !== null) throw new FilemillError('duplicates.refused', obstacle, { hint: t('Choose another one, or keep both.') });
}

/**
 * Members that are taken along when a whole group is planned: all that can be, but for the keeper, its other names on
 * the disk, and those that are like another member only.
 */
export function membersToPlan(action: PlannedAction, { tier, contents }: Group, members: GroupMembers, parts: PlanningParts): Candidate[] {
  const { keeper, all } = members;
  const byHash = new Map(contents.map((content) => [content.sha256, content]));
  const likeKeeper = tier === 'identical' ? undefined : byHash.get(keeper.sha256)?.alike[tier];
  const isLikeKeeper = ({ sha256 }: Candidate): boolean => {
    const content = byHash.get(sha256);
    return sha256 === keeper.sha256 || (content !== undefined && likeKeeper?.has(content) === true);
  };
  return all.filter(
    (one) =>
      one !== keeper &&
      nodeOf(one) !== nodeOf(keeper) &&
      isLikeKeeper(one) &&
      obstacleTo(action, tier, one, { ...members, all: [keeper, one] }, parts) === null,
  );
}
