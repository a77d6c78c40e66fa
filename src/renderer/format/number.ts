import { locale } from '../../shared/words/words';

const whole = new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 });
const typed = new Intl.NumberFormat(locale(), { useGrouping: false, maximumFractionDigits: 3 });
const one = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function formatCount(count: number): string {
  return whole.format(count);
}

/** As people write it into a field: without groups, so that no point of theirs is taken for ours. */
export const formatTyped = (value: number): string => typed.format(value);

/** Files per second: one decimal, so that the figure keeps its width. */
export function formatRate(perSecond: number): string {
  return perSecond >= 1000 ? whole.format(perSecond) : one.format(perSecond);
}

/** Never rounds a single failure away: 100 % means all. */
export function formatPercent(fraction: number): string {
  if (fraction >= 1) return '100 %';
  return `${one.format(Math.min(99.9, fraction * 100))} %`;
}
