import type { z } from 'zod';
import { DUPLICATE_TIERS, type duplicateTierCountsSchema, type DuplicatePlan, type DuplicateTier } from '../../shared/model/duplicates';
import { addPlans, NOTHING_PLANNED, type Group, type GroupSummary } from './group';

export type GroupSort = 'space' | 'members' | 'newest' | 'name';
type TierCounts = z.infer<typeof duplicateTierCountsSchema>;
type Totals = { tiers: Record<DuplicateTier, TierCounts>; plan: DuplicatePlan };
export type ShownGroup = Group & { summary: GroupSummary };

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const ORDERS: Record<GroupSort, (one: GroupSummary, other: GroupSummary) => number> = {
  space: (one, other) => other.reclaimableBytes - one.reclaimableBytes,
  members: (one, other) => other.memberCount - one.memberCount,
  newest: (one, other) => other.newestAt - one.newestAt,
  name: (one, other) => collator.compare(one.name, other.name),
};

/** Beyond this a list is made anew, which is quicker then. */
const MOST_CHANGES = 10_000;

interface List {
  groups: ShownGroup[];
  order: (one: ShownGroup, other: ShownGroup) => number;
  belongs: (group: ShownGroup) => boolean;
  /** Groups that have changed since. */
  changed: Set<Group>;
}

/** Groups in the orders in which they are listed: kept, and mended where groups have changed; and their totals. */
export class GroupLists {
  private readonly lists = new Map<string, List>();
  private totals: Totals | null = null;

  constructor(
    private readonly groups: () => Iterable<Group>,
    private readonly isAlive: (group: Group) => boolean,
  ) {}

  /** It was formed, has another summary, or is no more. */
  note(group: Group): void {
    this.totals = null;
    for (const [key, { changed }] of this.lists) {
      changed.add(group);
      if (changed.size > MOST_CHANGES) this.lists.delete(key);
    }
  }

  list(tier: DuplicateTier, decided: boolean, sort: GroupSort): readonly ShownGroup[] {
    const order = ORDERS[sort];
    return this.kept(
      `${tier} ${decided} ${sort}`,
      (group) => group.tier === tier && (group.summary.decision !== null) === decided,
      (one, other) => order(one.summary, other.summary) || one.number - other.number,
    );
  }

  /** Groups in which something is planned, in the order of tiers. */
  planned(): readonly ShownGroup[] {
    const rank = (tier: DuplicateTier): number => DUPLICATE_TIERS.indexOf(tier);
    return this.kept(
      'planned',
      ({ summary }) => summary.plan.groups > 0,
      (one, other) => rank(one.tier) - rank(other.tier) || ORDERS.space(one.summary, other.summary) || one.number - other.number,
    );
  }

  total(): Totals {
    this.totals ??= this.count();
    return this.totals;
  }

  private kept(key: string, belongs: List['belongs'], order: List['order']): readonly ShownGroup[] {
    const known = this.lists.get(key);
    if (known) return mend(known, this.isAlive);
    const groups = [...this.groups()].filter((group): group is ShownGroup => isShown(group) && belongs(group)).sort(order);
    this.lists.set(key, { groups, order, belongs, changed: new Set() });
    return groups;
  }

  private count(): Totals {
    const none = (): TierCounts => ({ groups: 0, files: 0, reclaimableBytes: 0, decided: 0 });
    const tiers = { identical: none(), samePicture: none(), similar: none(), sameText: none() };
    let plan = NOTHING_PLANNED;
    for (const { tier, summary } of this.groups()) {
      if (!summary) continue;
      if (summary.plan.groups > 0) plan = addPlans(plan, summary.plan);
      const counts = tiers[tier];
      if (summary.decision !== null) counts.decided += 1;
      else {
        counts.groups += 1;
        counts.files += summary.memberCount;
        counts.reclaimableBytes += summary.reclaimableBytes;
      }
    }
    return { tiers, plan };
  }
}

const isShown = (group: Group): group is ShownGroup => group.summary !== null;

/** Takes out what has changed and puts it where it belongs now. */
function mend(list: List, isAlive: (group: Group) => boolean): readonly ShownGroup[] {
  const { changed, order, belongs } = list;
  if (changed.size === 0) return list.groups;
  const left = list.groups.filter((group) => !changed.has(group));
  const back = [...changed].filter((group): group is ShownGroup => isAlive(group) && isShown(group) && belongs(group)).sort(order);
  list.groups = merge(left, back, order);
  changed.clear();
  return list.groups;
}

function merge(some: readonly ShownGroup[], others: readonly ShownGroup[], order: List['order']): ShownGroup[] {
  const merged: ShownGroup[] = [];
  let at = 0;
  for (const other of others) {
    for (let one = some[at]; one && order(one, other) <= 0; one = some[at]) {
      merged.push(one);
      at += 1;
    }
    merged.push(other);
  }
  return merged.concat(some.slice(at));
}
