import { basename } from 'node:path/posix';
import type { DuplicateDecision, DuplicatePlan } from '../../shared/model/duplicates';
import type { Candidate } from './choose-keeper';
import type { Group, GroupSummary } from './group';
import type { Marks } from './marks';
import { nodeOf, type GroupMembers } from './members';

const MOST_THUMBNAILS = 4;

/** What lists show of a group. */
export function summarise({ tier }: Group, { keeper, all }: GroupMembers, marks: Marks, decision: DuplicateDecision | null): GroupSummary {
  return {
    name: nameWithoutExtension(keeper.path),
    keeperId: keeper.fileId,
    memberCount: all.length,
    bytes: bytesOf(all),
    reclaimableBytes: freedBy(all.filter((one) => one !== keeper && !one.isArchived && !one.isProtected), all),
    newestAt: all.reduce((newest, { arrivedAt }) => Math.max(newest, arrivedAt), 0),
    thumbnails: all.flatMap(({ thumbnail }) => thumbnail ?? []).slice(0, MOST_THUMBNAILS),
    archivedCount: all.filter(({ isArchived }) => isArchived).length,
    decision,
    plan: planOf(all, (fileId) => marks.actionOf(tier, fileId)),
  };
}

function planOf(all: readonly Candidate[], actionOf: (fileId: number) => keyof Pick<DuplicatePlan, 'keep' | 'remove' | 'hardlink' | 'move'>): DuplicatePlan {
  const plan: DuplicatePlan = { groups: 0, keep: 0, remove: 0, hardlink: 0, move: 0, frees: 0 };
  for (const { fileId } of all) plan[actionOf(fileId)] += 1;
  if (plan.keep === all.length) return { ...plan, keep: 0 };
  // A move takes its bytes along.
  const freeing = all.filter(({ fileId }) => ['remove', 'hardlink'].includes(actionOf(fileId)));
  return { ...plan, groups: 1, frees: freedBy(freeing, all) };
}

/** What taking these away frees: of a file with several names, only when all that are known go. */
function freedBy(going: readonly Candidate[], all: readonly Candidate[]): number {
  const leaving = new Set(going);
  const staying = new Set(all.filter((one) => !leaving.has(one)).map(nodeOf));
  return bytesOf(going.filter((one) => !staying.has(nodeOf(one))));
}

/** What they take up on the disk. */
const bytesOf = (candidates: readonly Candidate[]): number =>
  [...new Map(candidates.map((one) => [nodeOf(one), one.size])).values()].reduce((sum, size) => sum + size, 0);

function nameWithoutExtension(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
