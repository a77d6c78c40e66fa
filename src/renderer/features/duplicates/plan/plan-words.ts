import type { Disposal, DuplicatePlan, DuplicateRun, PlannedAction } from '../../../../shared/model/duplicates';
import { formatCount } from '../../../format/number';
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
      return t('Hard link');
    case 'move':
      return t('To move');
  }
}

/** "Plan: keep 412, trash 530, frees 3.1 GB"; what lies in the vault takes its room until the vault lets go of it. */
export function planLine(plan: DuplicatePlan, disposal: Disposal, vaultDays: number): string {
  if (!isAnythingPlanned(plan)) return t('Nothing is planned');
  const isLater = disposal === 'vault' && plan.remove > 0;
  const parts = [
    t('keep {keep}', { keep: formatCount(plan.keep) }),
    plan.remove > 0 ? `${disposal} ${formatCount(plan.remove)}` : '',
    plan.hardlink > 0 ? t('link {hardlink}', { hardlink: formatCount(plan.hardlink) }) : '',
    plan.move > 0 ? t('move {move}', { move: formatCount(plan.move) }) : '',
    isLater ? freesLater(plan.frees, plan.hardlink > 0, vaultDays) : t('frees {frees}', { frees: formatSize(plan.frees) }),
  ];
  return t('Plan: {value}', { value: parts.filter(Boolean).join(', ') });
}

const freesLater = (bytes: number, isPartNow: boolean, vaultDays: number): string =>
  t('frees {bytes}{value} after {vaultDays, plural, one {# day} other {# days}}', { bytes: formatSize(bytes), value: isPartNow ? ', some of it' : '', vaultDays });

/** What a run has freed: "1.9 GB freed", or "frees 1.9 GB after 30 days" where it went to the vault. */
export function freedWords({ freedBytes, took }: DuplicateRun, vaultDays: number): string {
  return took.vault > 0 ? freesLater(freedBytes, took.vault < took.trash + took.vault + took.hardlink, vaultDays) : t('{freedBytes} freed', { freedBytes: formatSize(freedBytes) });
}

/** What the button says that does it: "Trash 530", "Trash 530, link 12". */
export function applyWords(plan: DuplicatePlan, disposal: Disposal): string {
  const parts = [
    plan.remove > 0 ? `${disposal === 'trash' ? 'trash' : t('put in the vault:')} ${formatCount(plan.remove)}` : '',
    plan.hardlink > 0 ? t('link {hardlink}', { hardlink: formatCount(plan.hardlink) }) : '',
    plan.move > 0 ? t('move {move}', { move: formatCount(plan.move) }) : '',
  ].filter(Boolean);
  const words = parts.join(', ');
  return words === '' ? t('Apply') : words.charAt(0).toUpperCase() + words.slice(1);
}

export function isAnythingPlanned({ remove, hardlink, move }: DuplicatePlan): boolean {
  return remove + hardlink + move > 0;
}

const TOOK: readonly [keyof DuplicateRun['took'], words: (count: number) => string][] = [
  ['trash', () => t('moved to the trash')],
  ['vault', () => t('moved to the vault')],
  ['hardlink', (count) => t('made {value}', { value: count === 1 ? t('a hard link') : t('hard links') })],
  ['move', () => t('moved away')],
];

/** What came of a run: "527 copies moved to the trash, 1.9 GB freed, 3 stayed as they were". */
export function runLine(run: DuplicateRun, vaultDays: number): string {
  const stopped = run.total - run.done - run.failed.length;
  const taken = TOOK.filter(([action]) => run.took[action] > 0);
  const parts = [
    ...taken.map(([action, words], index) => {
      const count = run.took[action];
      return `${index === 0 ? t('{count, plural, one {# copy} other {# copies}}', { count }) : formatCount(count)} ${words(count)}`;
    }),
    taken.length > 0 ? freedWords(run, vaultDays) : t('Nothing was done'),
    run.vaulted > 0 ? t('{vaulted} in the vault, as the trash could not take {value}', { vaulted: formatCount(run.vaulted), value: run.vaulted === 1 ? 'it' : 'them' }) : '',
    run.failed.length > 0 ? t('{count} stayed as {value}', { count: formatCount(run.failed.length), value: run.failed.length === 1 ? t('it was') : t('they were') }) : '',
    stopped > 0 ? t('{stopped} not reached', { stopped: formatCount(stopped) }) : '',
    run.undone > 0 ? t('{undone} taken back', { undone: formatCount(run.undone) }) : '',
  ];
  return parts.filter(Boolean).join(', ');
}
