import { basename, join } from 'node:path';
import type { DuplicateGroup, DuplicateGroupRow, DuplicateMember, DuplicateTier } from '../../shared/model/duplicates';
import type { KnownFolder } from '../folder-registry';
import type { Database } from '../store/database';
import type { Candidate } from './choose-keeper';
import type { Kind } from './compared-kinds';
import { isByGrain } from '../../shared/model/is-by-grain';
import { detailOf } from './detail-of';
import type { ShownGroup } from './group-lists';
import type { Marks } from './marks';
import { nodeOf, type GroupMembers } from './members';

/** As a share of the keeper's. */
const MOST_DETAIL_OF_BLURRED = 0.4;

export interface DescribeParts {
  database: Database;
  kinds: readonly Kind[];
  marks: Marks;
  folderOf(id: number): Pick<KnownFolder, 'path' | 'settings'> | undefined;
}

export function groupRow({ id, tier, summary }: ShownGroup): DuplicateGroupRow {
  const { name, memberCount, bytes, reclaimableBytes, thumbnails, archivedCount, decision, plan } = summary;
  const plannedCount = plan.remove + plan.hardlink + plan.move;
  return { id, tier, name, memberCount, bytes, reclaimableBytes, thumbnails, archivedCount, decision, plannedCount };
}

export function describeGroup(group: ShownGroup, members: GroupMembers, parts: DescribeParts): DuplicateGroup {
  const { keeper, reasons, all } = members;
  const firstOfNode = new Map<string, number>();
  for (const one of all) if (!firstOfNode.has(nodeOf(one))) firstOfNode.set(nodeOf(one), one.fileId);
  return {
    ...groupRow(group),
    keeperReasons: reasons,
    members: all.map((one) => {
      const first = firstOfNode.get(nodeOf(one)) ?? one.fileId;
      return describeMember(group.tier, one, keeper, first === one.fileId ? null : first, parts);
    }),
  };
}

function describeMember(tier: DuplicateTier, one: Candidate, keeper: Candidate, hardLinkOf: number | null, parts: DescribeParts): DuplicateMember {
  const { fileId, folderId, path, size, modifiedAt, arrivedAt, sha256, mime, thumbnail, isProtected, isArchived } = one;
  const folder = parts.folderOf(folderId);
  return {
    fileId,
    folderId,
    folderName: folder?.settings.name ?? '',
    path,
    name: basename(path),
    absolutePath: join(folder?.path ?? '', path),
    size,
    modifiedAt,
    arrivedAt,
    sha256,
    mime,
    thumbnail,
    picture: one.picture,
    document: one.document && { pageCount: one.document.pageCount, textLength: one.document.textLength, isByOcr: one.document.isByOcr },
    ...relationOf(tier, one, keeper, hardLinkOf !== null, parts),
    isKeeper: one === keeper,
    isProtected,
    hardLinkOf,
    isArchived,
    planned: parts.marks.actionOf(tier, fileId),
  };
}

/** How it relates to the file that stays, in words. */
function relationOf(
  tier: DuplicateTier,
  one: Candidate,
  keeper: Candidate,
  isOtherName: boolean,
  { database, kinds }: DescribeParts,
): Pick<DuplicateMember, 'relation' | 'turn' | 'likeness'> {
  if (one.sha256 === keeper.sha256) return { relation: isOtherName ? 'another name of the same file' : 'same bytes', turn: 0, likeness: 100 };
  const kind = kinds.find(({ tiers }) => tiers.some((known) => known === tier));
  const a = kind?.read(database, keeper.sha256)?.print;
  const b = kind?.read(database, one.sha256)?.print;
  if (!kind || !a || !b || !kind.isValid(a) || !kind.isValid(b)) return { relation: 'alike', turn: 0, likeness: 0 };
  const { tier: found, likeness, relation, turn = 0 } = kind.compare(a, b);
  if (found === null) return { relation: 'like others of the group', turn, likeness };
  return { relation: relation === 're-saved' && isBlurred(one, keeper) ? 'blurred' : relation, turn, likeness };
}

/** Saving takes no such part of the detail away. */
function isBlurred(one: Candidate, keeper: Candidate): boolean {
  if (one.picture && keeper.picture && isByGrain(one.picture, keeper.picture)) return false;
  const [detail, most] = [detailOf(one.picture), detailOf(keeper.picture)];
  return detail !== null && most !== null && detail < MOST_DETAIL_OF_BLURRED * most;
}
