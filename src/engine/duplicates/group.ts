import type { DuplicateDecision, DuplicatePlan, DuplicateTier } from '../../shared/model/duplicates';
import type { Content } from './contents';

/** What lists show of a group and are sorted by. */
export interface GroupSummary {
  /** The keeper's name without its extension. */
  name: string;
  keeperId: number;
  memberCount: number;
  bytes: number;
  reclaimableBytes: number;
  /** When the newest member arrived. */
  newestAt: number;
  thumbnails: string[];
  archivedCount: number;
  decision: DuplicateDecision | null;
  plan: DuplicatePlan;
}

/** Contents that belong together in a tier; of identical files it is one content. */
export interface Group {
  readonly id: string;
  /** In the order of their forming. */
  readonly number: number;
  readonly tier: DuplicateTier;
  readonly contents: readonly Content[];
  /** Null until it was worked out, and where too few members are left to show. */
  summary: GroupSummary | null;
}

export const NOTHING_PLANNED: DuplicatePlan = { groups: 0, keep: 0, remove: 0, hardlink: 0, move: 0, frees: 0 };

export function addPlans(one: DuplicatePlan, other: DuplicatePlan): DuplicatePlan {
  return {
    groups: one.groups + other.groups,
    keep: one.keep + other.keep,
    remove: one.remove + other.remove,
    hardlink: one.hardlink + other.hardlink,
    move: one.move + other.move,
    frees: one.frees + other.frees,
  };
}
