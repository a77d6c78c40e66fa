import type { OrderReview, RuleOrder } from '../../../../shared/model/rule-order';
import { displayName } from '../../../../shared/model/display-name';
import { countOf, formatCount } from '../../../format/number';

/** Whose work it is: “Invoices”, or "3 rules". */
export const rulesIn = ({ rules }: Pick<RuleOrder, 'rules'>): string => (rules.length === 1 ? `“${displayName(rules[0] ?? '')}”` : countOf(rules.length, 'rule'));

export const isOver = ({ isLooking, open }: Pick<RuleOrder, 'isLooking' | 'open'>): boolean => !isLooking && open === 0;

/** How far it is; files are still being looked for while it works. */
export function progressOf({ files, open, isLooking }: Pick<RuleOrder, 'files' | 'open' | 'isLooking'>): { sentence: string; fraction: number | null } {
  const ended = files - open;
  if (isLooking) return { sentence: `Looking for files… ${formatCount(ended)} of ${countOf(files, 'file')} so far`, fraction: null };
  return { sentence: `${formatCount(ended)} of ${countOf(files, 'file')}`, fraction: files === 0 ? 1 : ended / files };
}

export function resultOf({ files, attention, effects, undone, cancelledAt }: RuleOrder): string {
  const done = files === 0 ? 'No file was acted on' : `${countOf(files, 'file')}, ${countOf(effects + undone, 'change')}`;
  const rest = [
    ...(attention > 0 ? [`${countOf(attention, 'file needs', 'files need')} attention`] : []),
    ...(undone > 0 ? [effects === 0 ? 'all taken back' : `${countOf(undone, 'change')} taken back`] : []),
  ];
  return `${cancelledAt === null ? '' : 'Called off. '}${[done, ...rest].join('; ')}.`;
}

/** What is left out, and why. */
export function leftOutOf({ before, unread, underWay }: OrderReview): string[] {
  return [
    ...(unread > 0 ? [`${countOf(unread, 'more has', 'more have')} to be read first; the rules are asked then.`] : []),
    ...(before > 0 ? [`${countOf(before, 'file')} left alone, as all of it was done with ${before === 1 ? 'it' : 'them'} before.`] : []),
    ...(underWay > 0 ? [`${countOf(underWay, 'file')} left out, being read at this moment.`] : []),
  ];
}
