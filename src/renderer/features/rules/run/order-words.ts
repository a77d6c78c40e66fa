import type { OrderReview, RuleOrder } from '../../../../shared/model/rule-order';
import { displayName } from '../../../../shared/model/display-name';
import { quoted } from '../../../format/quoted';
import { t } from '../../../../shared/words/words';

/** Whose work it is: “Invoices”, or "3 rules". */
export const rulesIn = ({ rules }: Pick<RuleOrder, 'rules'>): string => (rules.length === 1 ? quoted(displayName(rules[0] ?? '')) : t('{count, plural, one {# rule} other {# rules}}', { count: rules.length }));

export const isOver = ({ isLooking, open }: Pick<RuleOrder, 'isLooking' | 'open'>): boolean => !isLooking && open === 0;

/** How far it is; files are still being looked for while it works. */
export function progressOf({ files, open, isLooking }: Pick<RuleOrder, 'files' | 'open' | 'isLooking'>): { sentence: string; fraction: number | null } {
  const ended = files - open;
  if (isLooking) return { sentence: t('Looking for files… {ended, number} of {files, plural, one {# file} other {# files}} so far', { ended, files }), fraction: null };
  return { sentence: t('{ended, number} of {files, plural, one {# file} other {# files}}', { ended, files }), fraction: files === 0 ? 1 : ended / files };
}

export function resultOf({ files, attention, effects, undone, cancelledAt }: RuleOrder): string {
  const done = files === 0 ? t('No file was acted on') : t('{files, plural, one {# file} other {# files}}, {effects, plural, one {# change} other {# changes}}', { files, effects: effects + undone });
  const rest = [
    ...(attention > 0 ? [t('{attention, plural, one {# file needs} other {# files need}} attention', { attention })] : []),
    ...(undone > 0 ? [effects === 0 ? t('all taken back') : t('{undone, plural, one {# change} other {# changes}} taken back', { undone })] : []),
  ];
  const result = `${[done, ...rest].join('; ')}.`;
  return cancelledAt === null ? result : `${t('Called off.')} ${result}`;
}

/** What is left out, and why. */
export function leftOutOf({ before, unread, underWay }: OrderReview): string[] {
  return [
    ...(unread > 0 ? [t('{unread, plural, one {# more has} other {# more have}} to be read first; the rules are asked then.', { unread })] : []),
    ...(before > 0 ? [t('{before, plural, one {# file left alone, as all of it was done with it before} other {# files left alone, as all of it was done with them before}}.', { before })] : []),
    ...(underWay > 0 ? [t('{underWay, plural, one {# file} other {# files}} left out, being read at this moment.', { underWay })] : []),
  ];
}
