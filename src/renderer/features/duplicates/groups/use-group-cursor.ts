import { useEffect, useRef } from 'react';
import { useRoute } from '../../../state/route-store';
import { numberOf, type GroupRows } from './use-group-rows';

export interface GroupCursor {
  /** The group on show; null while there is none. */
  groupId: string | null;
  /** Where it stands in the list; undefined when it is not there, or not read yet. */
  index: number | undefined;
  /** Whether another group was stepped to, whose row is still being read. */
  isOnItsWay(): boolean;
  goTo(index: number): void;
  /** @returns false at the end of the list */
  step(by: number): boolean;
  /** The group is about to leave the list, or has left it: its neighbour takes its place. */
  leave(): void;
}

/** Which group is on show: the one that the route names, else the first. */
export function useGroupCursor(rows: GroupRows): GroupCursor {
  const wanted = useRoute((state) => state.route.group);
  const groupId = wanted ?? rows.rowAt(0)?.groupId ?? null;
  const index = groupId === null ? undefined : rows.indexOf(numberOf(groupId));
  const lastIndex = useRef(0);
  if (index !== undefined) lastIndex.current = index;
  /** A row further off that has not been read yet. */
  const awaited = useRef<number | null>(null);

  const choose = (group: string | null): void => useRoute.getState().adjust({ group });
  const goTo = (to: number): void => {
    const row = rows.rowAt(to);
    awaited.current = row ? null : to;
    if (row) choose(row.groupId);
    else rows.show(to, to);
  };

  const { version } = rows;
  useEffect(() => {
    const row = awaited.current === null ? undefined : rows.rowAt(awaited.current);
    if (!row) return;
    awaited.current = null;
    choose(row.groupId);
    // Only new rows can bring the awaited one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [version]);

  return {
    groupId,
    index,
    isOnItsWay: () => awaited.current !== null,
    goTo,
    step: (by) => {
      const last = (rows.total ?? 0) - 1;
      const from = awaited.current ?? index ?? lastIndex.current - Math.max(0, by);
      const to = Math.max(0, Math.min(last, from + by));
      if (last < 0 || to === index) return false;
      goTo(to);
      return true;
    },
    leave: () => {
      const at = index ?? lastIndex.current;
      const neighbour = index === undefined ? rows.rowAt(at) : rows.rowAt(at + 1);
      choose((neighbour ?? rows.rowAt(at - 1))?.groupId ?? null);
    },
  };
}
