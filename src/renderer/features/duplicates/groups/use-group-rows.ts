import { useEffect } from 'react';
import type { DuplicateGroupRow, DuplicateTier } from '../../../../shared/model/duplicates';
import { callEngine } from '../../../engine-client/engine-client';
import type { AskRows, PagedRows } from '../../../engine-client/paged-rows';
import { useRows } from '../../../engine-client/use-rows';
import { useDuplicates } from '../duplicates-store';

export const GROUP_SORTS = ['space', 'members', 'newest', 'name'] as const;
export type GroupSort = (typeof GROUP_SORTS)[number];

export interface GroupsQuestion {
  tier: DuplicateTier;
  decided: boolean;
  sort: GroupSort;
}

/** A group as a row of a list, which knows its rows by number. */
export type GroupLine = Omit<DuplicateGroupRow, 'id'> & { readonly id: number; readonly groupId: string };
export type GroupRows = PagedRows<GroupLine>;

const numbers = new Map<string, number>();

/** A number of this window's own, the same one for a group whenever it is asked for. */
export function numberOf(groupId: string): number {
  const known = numbers.get(groupId);
  if (known !== undefined) return known;
  const next = numbers.size + 1;
  numbers.set(groupId, next);
  return next;
}

function asker(question: GroupsQuestion): AskRows<GroupLine> {
  return async (range, signal) => {
    const { total, groups } = await callEngine('duplicates.page', { ...question, ...range }, { signal });
    return { total, rows: groups.map((group) => ({ ...group, id: numberOf(group.id), groupId: group.id })) };
  };
}

/** The groups of a tier, followed while they are on show. `revision` is that of what the engine knows of duplicates. */
export function useGroupRows(question: GroupsQuestion, revision: number): GroupRows {
  const rows = useRows(question, asker);
  const changes = useDuplicates((state) => state.changes);
  useEffect(() => rows.touch(), [rows, revision, changes]);
  return rows;
}
