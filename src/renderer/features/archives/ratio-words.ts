import { locale } from '../../../shared/words/words';
import { formatPercent } from '../../format/number';

const whole = new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 });

/** What is left after packing: 31 of 100 bytes is 0.31. Null where it is not known or nothing is inside. */
export function ratioOf(packed: number | null, size: number | null): number | null {
  return packed === null || size === null || size === 0 ? null : packed / size;
}

/** Below that the number says only that hardly anything is left. */
const LEAST = 0.001;
/** Beyond that the number says only that the archive is small. */
const MOST = 10;

/** "31 %", "0.4 %", "102 %", "> 1,000 %"; '' where there is none. */
export function formatRatio(ratio: number | null): string {
  if (ratio === null) return '';
  if (ratio < 0.01 && ratio > 0) return ratio < LEAST ? `< ${formatPercent(LEAST)}` : formatPercent(ratio);
  if (ratio > MOST) return `> ${whole.format(MOST * 100)} %`;
  return `${whole.format(ratio * 100)} %`;
}
