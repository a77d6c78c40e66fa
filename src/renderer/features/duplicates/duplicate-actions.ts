import type { DuplicateDecision, DuplicateGroup, DuplicateMember, DuplicatePlan, DuplicateTier, PlannedAction } from '../../../shared/model/duplicates';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { midSentence } from '../../format/mid-sentence';
import { middleEllipsis } from '../../format/middle-ellipsis';
import { attempt } from '../../state/toast-store';
import { useDuplicates } from './duplicates-store';
import { obstacleTo } from './obstacle-to';
import { DECISION_WORDS, TIER_WORDS } from './tier-words';
import { t } from '../../../shared/words/words';

/* What a person does with duplicates. All of it only plans and remembers; it is taken back step by step. */

const LONGEST_NAME = 40;

const MARKED: Readonly<Record<PlannedAction, string>> = {
  keep: t('it is kept'),
  remove: t('marked for removal'),
  hardlink: t('marked to become a link to the keeper'),
  move: t('marked to be moved'),
};

function say(text: string): void {
  useDuplicates.getState().say(text);
}

function short(name: string): string {
  return middleEllipsis(displayName(name), LONGEST_NAME);
}

async function setMark(groupId: string, fileId: number, action: PlannedAction): Promise<void> {
  const { know, touch } = useDuplicates.getState();
  try {
    know(await callEngine('duplicates.mark', { id: groupId, fileId, action }));
  } finally {
    touch();
  }
}

/** @returns false where it can't be planned, and says why */
export function markMember(group: DuplicateGroup, member: DuplicateMember, action: PlannedAction): boolean {
  const obstacle = obstacleTo(action, member, group);
  if (obstacle !== null) {
    say(obstacle);
    return false;
  }
  if (member.planned === action) {
    say(`${short(member.name)}: ${MARKED[action]}`);
    return true;
  }
  const { know, remember } = useDuplicates.getState();
  // At once, so that the next key finds it done.
  know({ ...group, members: group.members.map((one) => (one.fileId === member.fileId ? { ...one, planned: action } : one)) });
  void attempt(async () => {
    await setMark(group.id, member.fileId, action);
    say(`${short(member.name)}: ${MARKED[action]}`);
    remember({
      what: t('the mark on {name}', { name: short(member.name) }),
      groupId: group.id,
      run: () => setMark(group.id, member.fileId, member.planned),
    });
  });
  return true;
}

async function chooseKeeper(groupId: string, fileId: number): Promise<void> {
  const { know, touch } = useDuplicates.getState();
  know(await callEngine('duplicates.setKeeper', { id: groupId, fileId }));
  touch();
}

export function makeKeeper(group: DuplicateGroup, member: DuplicateMember): void {
  const before = group.members.find((one) => one.isKeeper);
  if (member.isKeeper) return;
  if (member.isArchived) {
    say(t('It lies inside an archive, so it can’t be the only one that is kept.'));
    return;
  }
  void attempt(async () => {
    await chooseKeeper(group.id, member.fileId);
    say(t('{name} is the keeper', { name: short(member.name) }));
    if (!before) return;
    useDuplicates.getState().remember({
      what: t('the choice of {name}', { name: short(member.name) }),
      groupId: group.id,
      run: () => chooseKeeper(group.id, before.fileId),
    });
  });
}

async function setDecision(ids: string[], decision: DuplicateDecision | null): Promise<number> {
  const { count } = await callEngine('duplicates.decide', { ids, decision });
  useDuplicates.getState().touch();
  return count;
}

/** Remembered by content: the group comes back only with a new member. */
export function decideGroup(group: Pick<DuplicateGroup, 'id' | 'name' | 'decision'>, decision: DuplicateDecision | null): void {
  void attempt(async () => {
    await setDecision([group.id], decision);
    const name = short(group.name);
    say(decision === null ? t('{name} is open again', { name }) : t('{name} is settled: {decision}', { name, decision: midSentence(DECISION_WORDS[decision]) }));
    useDuplicates.getState().remember({
      what: t('the decision on {name}', { name: short(group.name) }),
      groupId: group.id,
      run: () => setDecision([group.id], group.decision),
    });
  });
}

/** All copies of one group, its keeper excepted, are to be removed. */
export function planGroup(group: DuplicateGroup): void {
  void attempt(async () => {
    await callEngine('duplicates.planAll', { tier: group.tier, ids: [group.id], action: 'remove' });
    const { remember, touch } = useDuplicates.getState();
    touch();
    say(t('{name}: all but the keeper marked for removal', { name: short(group.name) }));
    const before = group.members.filter((one) => !one.isKeeper);
    remember({
      what: t('the marks on {name}', { name: short(group.name) }),
      groupId: group.id,
      run: async () => {
        for (const one of before) await setMark(group.id, one.fileId, one.planned);
      },
    });
  });
}

/** All open groups of a tier. */
export function planTier(tier: DuplicateTier, before: DuplicatePlan): void {
  void attempt(async () => {
    const plan = await callEngine('duplicates.planAll', { tier, action: 'remove' });
    const { remember, touch } = useDuplicates.getState();
    touch();
    const more = plan.remove - before.remove;
    say(more > 0 ? t('{more, plural, one {# more copy} other {# more copies}} planned for removal; nothing is done yet', { more }) : t('Nothing more to plan here'));
    remember({
      what: TIER_WORDS[tier].plan,
      groupId: null,
      run: async () => {
        if (before.groups === 0) await callEngine('duplicates.clearPlan', {});
        else await callEngine('duplicates.planAll', { tier, action: 'keep' });
        touch();
      },
    });
  });
}

export function clearPlan(): void {
  void attempt(async () => {
    await callEngine('duplicates.clearPlan', {});
    useDuplicates.getState().touch();
    say(t('The plan is empty'));
  });
}

/** Takes back the last mark, choice or decision that was made here, and shows where it was. */
export function stepBack(show?: (groupId: string) => void): void {
  const step = useDuplicates.getState().takeStep();
  if (!step) {
    say(t('There is nothing to take back here'));
    return;
  }
  void attempt(async () => {
    await step.run();
    say(t('Taken back: {what}', { what: step.what }));
    if (step.groupId !== null) show?.(step.groupId);
  });
}
