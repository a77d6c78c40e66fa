import { Ban, Check, ChevronDown, FileText, FolderOpen, FolderOutput, Link2, Lock, SquareArrowOutUpRight, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DuplicateGroup, DuplicateMember, PlannedAction } from '../../../shared/model/duplicates';
import { displayName } from '../../../shared/model/display-name';
import { Menu, type MenuItem, type MenuPlace } from '../../parts/menu';
import { useRoute } from '../../state/route-store';
import { openFile, revealFile } from '../files/file-actions';
import { makeKeeper, markMember } from './duplicate-actions';
import { obstacleTo } from './obstacle-to';
import { actionWord } from './plan/plan-words';
import { useDisposal } from './plan/use-disposal';
import { t } from '../../../shared/words/words';
import styles from './member-action.module.css';

export const ACTION_ICONS: Readonly<Record<PlannedAction, LucideIcon>> = { keep: Check, remove: Ban, hardlink: Link2, move: FolderOutput };
const KEYS: Readonly<Partial<Record<PlannedAction, string>>> = { keep: 'K', remove: 'X' };
const MENU_WORDS: Readonly<Partial<Record<PlannedAction, string>>> = { hardlink: t('Hard link to the keeper'), move: t('Move…') };
const ORDER: readonly PlannedAction[] = ['keep', 'remove', 'hardlink', 'move'];

/** What is planned for a member, and everything else that can be done with it. */
export function MemberAction({ group, member }: { group: DuplicateGroup; member: DuplicateMember }): ReactNode {
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const disposal = useDisposal();
  const word = actionWord(member.planned, disposal);
  const Icon = member.isKeeper || member.isProtected ? Lock : ACTION_ICONS[member.planned];
  return (
    <>
      <button
        type="button"
        className={styles.action}
        data-planned={member.planned}
        data-testid="member-action"
        aria-haspopup="menu"
        aria-label={labelOf(word, member)}
        onClick={(event) => setPlace(event.currentTarget.getBoundingClientRect())}
      >
        <Icon aria-hidden />
        {word}
        <ChevronDown aria-hidden className={styles.more} />
      </button>
      {place ? (
        <Menu label={t('Actions for {name}', { name: displayName(member.name) })} items={itemsFor(group, member, disposal)} place={place} onClose={() => setPlace(null)} />
      ) : null}
    </>
  );
}

function labelOf(word: string, { name, isKeeper, isProtected }: DuplicateMember): string {
  const shown = displayName(name);
  if (isKeeper) return t('{word}, the keeper: actions for {name}', { word, name: shown });
  return isProtected ? t('{word}, protected: actions for {name}', { word, name: shown }) : t('{word}: actions for {name}', { word, name: shown });
}

function itemsFor(group: DuplicateGroup, member: DuplicateMember, disposal: 'trash' | 'vault'): MenuItem[] {
  const plans = ORDER.filter((action) => action !== 'hardlink' || group.tier === 'identical').map(
    (action): MenuItem => ({
      id: action,
      label: MENU_WORDS[action] ?? actionWord(action, disposal),
      icon: ACTION_ICONS[action],
      key: KEYS[action],
      isDisabled: obstacleTo(action, member, group) !== null,
      run: () => markMember(group, member, action),
    }),
  );
  return [
    ...(member.isKeeper ? [] : plans),
    ...(member.isKeeper || member.isArchived
      ? []
      : [{ id: 'keeper', label: t('Make it the keeper'), icon: Lock, key: 'L', run: () => makeKeeper(group, member) }]),
    { id: 'open', label: t('Open'), icon: SquareArrowOutUpRight, isDisabled: member.isArchived, run: () => openFile(member.fileId) },
    { id: 'reveal', label: t('Show in folder'), icon: FolderOpen, isDisabled: member.isArchived, run: () => revealFile(member.fileId) },
    { id: 'details', label: t('Details'), icon: FileText, run: () => useRoute.getState().go({ section: 'files', fileId: member.fileId }) },
  ];
}

