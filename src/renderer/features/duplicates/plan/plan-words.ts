import type { Disposal, DuplicatePlan, DuplicateRun, PlannedAction } from '../../../../shared/model/duplicates';
import { formatSize } from '../../../format/size';
import { t } from '../../../../shared/words/words';

/** What is planned for a member, in a word or two. */
export function actionWord(action: PlannedAction, disposal: Disposal): string {
  switch (action) {
    case 'keep':
      return t('Keep');
    case 'remove':
      return disposal === 'trash' ? t('To trash') : t('To vault');
    case 'hardlink':
      return t('Hard link@@action');
    case 'move':
      return t('To move');
  }
}

/** "Plan: keep 412, trash 530, frees 3.1 GB"; what lies in the vault takes its room until the vault lets go of it. */
export function planLine(plan: DuplicatePlan, disposal: Disposal, vaultDays: number): string {
  if (!isAnythingPlanned(plan)) return t('Nothing is planned');
  const isLater = disposal === 'vault' && plan.remove > 0;
  const parts = [
    t('keep {count, number}', { count: plan.keep }),
    plan.remove === 0 ? '' : disposal === 'trash' ? t('trash {count, number}', { count: plan.remove }) : t('vault {count, number}', { count: plan.remove }),
    plan.hardlink > 0 ? t('link {count, number}', { count: plan.hardlink }) : '',
    plan.move > 0 ? t('move {count, number}', { count: plan.move }) : '',
    isLater ? freesLater(plan.frees, plan.hardlink > 0, vaultDays) : t('frees {size}', { size: formatSize(plan.frees) }),
  ];
  return t('Plan: {parts}', { parts: parts.filter(Boolean).join(', ') });
}

const freesLater = (bytes: number, isPartNow: boolean, vaultDays: number): string =>
  isPartNow
    ? t('frees {size}, some of it after {days, plural, one {# day} other {# days}}', { size: formatSize(bytes), days: vaultDays })
    : t('frees {size} after {days, plural, one {# day} other {# days}}', { size: formatSize(bytes), days: vaultDays });

/** What a run has freed: "1.9 GB freed", or "frees 1.9 GB after 30 days" where it went to the vault. */
export function freedWords({ freedBytes, took }: DuplicateRun, vaultDays: number): string {
  return took.vault > 0 ? freesLater(freedBytes, took.vault < took.trash + took.vault + took.hardlink, vaultDays) : t('{size} freed', { size: formatSize(freedBytes) });
}

/** What the button says that does it: "Trash 530", "Trash 530, link 12". */
export function applyWords(plan: DuplicatePlan, disposal: Disposal): string {
  const parts = [
    plan.remove === 0 ? '' : disposal === 'trash' ? t('trash {count, number}', { count: plan.remove }) : t('put in the vault: {count, number}', { count: plan.remove }),
    plan.hardlink > 0 ? t('link {count, number}', { count: plan.hardlink }) : '',
    plan.move > 0 ? t('move {count, number}', { count: plan.move }) : '',
  ].filter(Boolean);
  const words = parts.join(', ');
  return words === '' ? t('Apply') : words.charAt(0).toUpperCase() + words.slice(1);
}

export function isAnythingPlanned({ remove, hardlink, move }: DuplicatePlan): boolean {
  return remove + hardlink + move > 0;
}

interface TookWords {
  readonly action: keyof DuplicateRun['took'];
  readonly first: (count: number) => string;
  /** After others, which have said that it is copies that are counted. */
  readonly further: (count: number) => string;
}

const TOOK: readonly TookWords[] = [
  {
    action: 'trash',
    first: (count) => t('{count, plural, one {# copy} other {# copies}} moved to the trash', { count }),
    further: (count) => t('{count, number} moved to the trash', { count }),
  },
  {
    action: 'vault',
    first: (count) => t('{count, plural, one {# copy} other {# copies}} moved to the vault', { count }),
    further: (count) => t('{count, number} moved to the vault', { count }),
  },
  {
    action: 'hardlink',
    first: (count) => t('{count, plural, one {# copy made a hard link} other {# copies made hard links}}', { count }),
    further: (count) => t('{count, plural, one {# made a hard link} other {# made hard links}}', { count }),
  },
  {
    action: 'move',
    first: (count) => t('{count, plural, one {# copy} other {# copies}} moved away', { count }),
    further: (count) => t('{count, number} moved away', { count }),
  },
];

/** What came of a run: "527 copies moved to the trash, 1.9 GB freed, 3 stayed as they were". */
export function runLine(run: DuplicateRun, vaultDays: number): string {
  const stopped = run.total - run.done - run.failed.length;
  const taken = TOOK.filter(({ action }) => run.took[action] > 0);
  const parts = [
    ...taken.map(({ action, first, further }, index) => (index === 0 ? first : further)(run.took[action])),
    taken.length > 0 ? freedWords(run, vaultDays) : t('Nothing was done'),
    run.vaulted > 0 ? t('{count, plural, one {# in the vault, as the trash could not take it} other {# in the vault, as the trash could not take them}}', { count: run.vaulted }) : '',
    run.failed.length > 0 ? t('{count, plural, one {# stayed as it was} other {# stayed as they were}}', { count: run.failed.length }) : '',
    stopped > 0 ? t('{count, number} not reached', { count: stopped }) : '',
    run.undone > 0 ? t('{count, number} taken back', { count: run.undone }) : '',
  ];
  return parts.filter(Boolean).join(', ');
}
