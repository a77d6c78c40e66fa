import { useMemo } from 'react';
import { useSnapshot } from '../../state/engine-store';
import { useLayout } from '../../state/layout-store';
import { GROUPINGS, groupsOf, type Group, type Grouping, type Narrowing } from './group-by';
import { useCounts } from './use-counts';

const CHOICE = 'files.group';
const NO_FILES = { seen: 0, done: 0, inProgress: 0, waiting: 0, attention: 0, ignored: 0 };

export function useGrouping(): Grouping {
  return useLayout(({ choices }) => GROUPINGS.find((one) => one === choices[CHOICE]) ?? 'none');
}

export function setGrouping(grouping: Grouping): void {
  useLayout.getState().choose(CHOICE, grouping);
}

/** The groups of the list, with their counts as far as they are known. */
export function useGroups(grouping: Grouping, { state, lane, folderId, query }: Narrowing): readonly Group[] {
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const accounting = useSnapshot((snapshot) => snapshot.accounting, NO_FILES);
  const groups = useMemo(
    () => groupsOf(grouping, { state, lane, folderId, query }, { folders, accounting }),
    [grouping, state, lane, folderId, query, folders, accounting],
  );
  const counts = useCounts(groups.filter(({ count }) => count === null));
  return useMemo(() => groups.map((group) => ({ ...group, count: group.count ?? counts?.[group.id] ?? null })), [groups, counts]);
}
