import type { Disposal, DuplicatePlan, DuplicateRun, PlannedAction } from '../../../../shared/model/duplicates';
import { countOf, formatCount } from '../../../format/number';
import { formatSize } from '../../../format/size';

/** What is planned for a member, in a word or two. */
export function actionWord(action: PlannedAction, disposal: Disposal): string {
  switch (action) {
    case 'keep':
      return 'Keep';
    case 'remove':
      return disposal === 'trash' ? 'To trash' : 'To vault';
    case 'hardlink':
      return 'Hard link';
    case 'move':
      return 'To move';
  }
}

/** "Plan: keep 412, trash 530, frees 3.1 GB"; what lies in the vault takes its room until the vault lets go of it. */
export function planLine(plan: DuplicatePlan, disposal: Disposal, vaultDays: number): string {
  if (!isAnythingPlanned(plan)) return 'Nothing is planned';
  const isLater = disposal === 'vault' && plan.remove > 0;
  const parts = [
    `keep ${formatCount(plan.keep)}`,
    plan.remove > 0 ? `${disposal} ${formatCount(plan.remove)}` : '',
    plan.hardlink > 0 ? `link ${formatCount(plan.hardlink)}` : '',
    plan.move > 0 ? `move ${formatCount(plan.move)}` : '',
    isLater ? freesLater(plan.frees, plan.hardlink > 0, vaultDays) : `frees ${formatSize(plan.frees)}`,
  ];
  return `Plan: ${parts.filter(Boolean).join(', ')}`;
}

const freesLater = (bytes: number, isPartNow: boolean, vaultDays: number): string =>
  `frees ${formatSize(bytes)}${isPartNow ? ', some of it' : ''} after ${countOf(vaultDays, 'day')}`;

/** What a run has freed: "1.9 GB freed", or "frees 1.9 GB after 30 days" where it went to the vault. */
export function freedWords({ freedBytes, took }: DuplicateRun, vaultDays: number): string {
  return took.vault > 0 ? freesLater(freedBytes, took.vault < took.trash + took.vault + took.hardlink, vaultDays) : `${formatSize(freedBytes)} freed`;
}

/** What the button says that does it: "Trash 530", "Trash 530, link 12". */
export function applyWords(plan: DuplicatePlan, disposal: Disposal): string {
  const parts = [
    plan.remove > 0 ? `${disposal === 'trash' ? 'trash' : 'put in the vault:'} ${formatCount(plan.remove)}` : '',
    plan.hardlink > 0 ? `link ${formatCount(plan.hardlink)}` : '',
    plan.move > 0 ? `move ${formatCount(plan.move)}` : '',
  ].filter(Boolean);
  const words = parts.join(', ');
  return words === '' ? 'Apply' : words.charAt(0).toUpperCase() + words.slice(1);
}

export function isAnythingPlanned({ remove, hardlink, move }: DuplicatePlan): boolean {
  return remove + hardlink + move > 0;
}

const TOOK: readonly [keyof DuplicateRun['took'], words: (count: number) => string][] = [
  ['trash', () => 'moved to the trash'],
  ['vault', () => 'moved to the vault'],
  ['hardlink', (count) => `made ${count === 1 ? 'a hard link' : 'hard links'}`],
  ['move', () => 'moved away'],
];

/** What came of a run: "527 copies moved to the trash, 1.9 GB freed, 3 stayed as they were". */
export function runLine(run: DuplicateRun, vaultDays: number): string {
  const stopped = run.total - run.done - run.failed.length;
  const taken = TOOK.filter(([action]) => run.took[action] > 0);
  const parts = [
    ...taken.map(([action, words], index) => {
      const count = run.took[action];
      return `${index === 0 ? countOf(count, 'copy', 'copies') : formatCount(count)} ${words(count)}`;
    }),
    taken.length > 0 ? freedWords(run, vaultDays) : 'Nothing was done',
    run.vaulted > 0 ? `${formatCount(run.vaulted)} in the vault, as the trash could not take ${run.vaulted === 1 ? 'it' : 'them'}` : '',
    run.failed.length > 0 ? `${formatCount(run.failed.length)} stayed as ${run.failed.length === 1 ? 'it was' : 'they were'}` : '',
    stopped > 0 ? `${formatCount(stopped)} not reached` : '',
    run.undone > 0 ? `${formatCount(run.undone)} taken back` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
