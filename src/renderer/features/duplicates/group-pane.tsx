import { ChevronLeft } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { DuplicateDecision, DuplicateGroup, DuplicateMember, DuplicateTier, PlannedAction } from '../../../shared/model/duplicates';
import { useEscape, focusList } from '../../parts/beside-list';
import { Button } from '../../parts/button';
import { ErrorNote } from '../../parts/error-note';
import { Skeleton } from '../../parts/skeleton';
import { useRoute } from '../../state/route-store';
import { CompareView, type CompareHandle } from './compare/compare-view';
import { fourOf } from './compare/four-of';
import { useCompareMode } from './compare/use-compare-mode';
import { decideGroup, makeKeeper, markMember, planGroup, stepBack } from './duplicate-actions';
import { useDuplicates } from './duplicates-store';
import { FactsTable } from './facts/facts-table';
import type { GroupCursor } from './groups/use-group-cursor';
import { useGroup, useGroupAhead } from './groups/use-group';
import type { GroupRows } from './groups/use-group-rows';
import { MemberStrip } from './member-strip';
import { PlanBar } from './plan/plan-bar';
import { useDuplicateKeys } from './use-duplicate-keys';
import type { Summary } from './use-summary';
import { t } from '../../../shared/words/words';
import styles from './group-pane.module.css';

/** The group lies over the list of groups: the same as in the style sheet. */
const COVERS_LIST = '(width < 812px)';

interface Props {
  summary: Summary;
  tier: DuplicateTier;
  isDecided: boolean;
  rows: GroupRows;
  cursor: GroupCursor;
}

/** One group: its members compared, what is known of them, and what is planned. */
export function GroupPane({ summary, tier, isDecided, rows, cursor }: Props): ReactNode {
  const { groupId, index } = cursor;
  const { group, error } = useGroup(groupId, summary.revision);
  const [chosen, setChosen] = useState<{ groupId: string; fileId: number } | null>(null);
  const compare = useRef<CompareHandle | null>(null);
  const [mode, setMode] = useCompareMode(group);
  const keeper = group?.members[0] ?? null;
  const current = (group && pickCurrent(group, chosen)) ?? keeper;
  const other = current?.isKeeper ? (group?.members[1] ?? null) : current;
  const next = index === undefined ? null : (rows.rowAt(index + 1)?.groupId ?? null);
  useGroupAhead(group ? next : null);
  const ahead = useDuplicates((state) => (next === null ? undefined : state.groups.get(next)));
  const aheadPair = useMemo(() => (ahead ? ahead.members.filter((one) => one.isKeeper).concat(ahead.members.filter((one) => !one.isKeeper).slice(0, 1)) : []), [ahead]);

  const isGone = error?.code === 'duplicates.noGroup' && !group;
  const leave = useRef(cursor.leave);
  leave.current = cursor.leave;
  useEffect(() => {
    if (isGone) leave.current();
  }, [isGone, groupId]);
  const wanted = useRoute((state) => state.route.group);
  const toList = (): void => {
    if (window.matchMedia(COVERS_LIST).matches) useRoute.getState().adjust({ group: null });
    focusList();
  };
  useEscape(wanted === null ? null : toList);

  const choose = (member: DuplicateMember): void => {
    if (group) setChosen({ groupId: group.id, fileId: member.fileId });
  };
  const stepMember = (by: 1 | -1): boolean => {
    if (!group || !current) return false;
    const to = group.members[group.members.indexOf(current) + by];
    if (to) choose(to);
    return to !== undefined;
  };
  const goOn = (): void => {
    if (!stepMember(1) && !cursor.step(1)) useDuplicates.getState().say(t('That was the last group'));
  };
  const mark = (action: PlannedAction): void => {
    if (!group || !other) return;
    // The keeper stays anyhow; with two members it is the other one that is meant.
    const subject = current?.isKeeper && action !== 'keep' && group.members.length === 2 ? other : current;
    if (subject && markMember(group, subject, action)) goOn();
  };
  const decide = (decision: DuplicateDecision): void => {
    if (!group) return;
    cursor.leave();
    decideGroup(group, decision);
  };
  useDuplicateKeys({
    // Of a group that can't be read nothing will come.
    isReady: () => !cursor.isOnItsWay() && (group !== null || groupId === null || (error !== null && !isGone)),
    compare,
    stepMember: (by) => void stepMember(by),
    stepGroup: (by) => void cursor.step(by),
    keep: () => mark('keep'),
    mark: () => mark('remove'),
    markAll: () => {
      if (!group) return;
      planGroup(group);
      if (!cursor.step(1)) useDuplicates.getState().say(t('That was the last group'));
    },
    makeKeeper: () => group && current && makeKeeper(group, current),
    notDuplicates: () => decide('notDuplicates'),
    keepAll: () => decide('keepAll'),
    undo: () => stepBack((id) => useRoute.getState().adjust({ group: id })),
  });

  const shown = useMemo(() => {
    if (!group || !keeper || !other) return [];
    return mode === 'four' ? fourOf(group.members, keeper, other) : [keeper, other];
  }, [group, keeper, other, mode]);

  return (
    <div className={styles.pane} data-testid="group-pane" data-group={group?.id} data-current={current?.fileId}>
      <span className={styles.back}>
        <Button icon={ChevronLeft} onClick={toList}>
          {t('Groups')}
        </Button>
      </span>
      {group && keeper && other && current ? (
        <>
          {group.members.length > 2 ? <MemberStrip group={group} currentId={current.fileId} onChoose={choose} /> : null}
          <CompareView
            group={group}
            keeper={keeper}
            member={other}
            currentId={current.fileId}
            mode={mode}
            onMode={setMode}
            ahead={aheadPair}
            onChoose={choose}
            handle={compare}
          />
          <FactsTable members={shown} isOfMany={group.members.length > 2} />
        </>
      ) : (
        <div className={styles.waiting}>{error && !isGone ? <ErrorNote error={error} /> : <Skeleton rows={8} />}</div>
      )}
      <PlanBar summary={summary} tier={tier} isDecided={isDecided} group={group} onLeave={cursor.leave} />
    </div>
  );
}

/** The member that keys act on: the chosen one, else the first that is not the keeper. */
function pickCurrent(group: DuplicateGroup, chosen: { groupId: string; fileId: number } | null): DuplicateMember | null {
  const found = chosen?.groupId === group.id ? group.members.find((one) => one.fileId === chosen.fileId) : undefined;
  return found ?? group.members.find((one) => !one.isKeeper) ?? null;
}
