import { formatSpan } from '../../../format/duration';
import { formatCount } from '../../../format/number';
import { t } from '../../../../shared/words/words';

const FRACTIONS = [
  [3 / 4, '¾'],
  [2 / 3, '⅔'],
  [1 / 2, '½'],
  [1 / 3, '⅓'],
  [1 / 4, '¼'],
  [1 / 8, '⅛'],
] as const;
/** How far from a fraction still counts as it. */
const NEAR = 0.02;
const SAME = 0.0005;

/** "¼ of the pixels", "62 % of the pixels", "4× the pixels" */
export function morePixelsWords(ratio: number): string {
  if (Math.abs(ratio - 1) < SAME) return t('as many pixels');
  const fraction = FRACTIONS.find(([value]) => Math.abs(ratio / value - 1) < NEAR);
  if (fraction) return t('{part} of the pixels', { part: fraction[1] });
  if (ratio < 2 && ratio > 1) return t('{percent} % more pixels', { percent: Math.max(1, Math.round((ratio - 1) * 100)) });
  if (ratio >= 2) return t('{times}× the pixels', { times: formatCount(Math.round(ratio * 10) / 10) });
  return ratio < 0.01 ? t('under 1 % of the pixels') : t('{percent} % of the pixels', { percent: Math.min(99, Math.round(ratio * 100)) });
}

/** What is said where nothing differs. */
export const SAME_WORD = t('same');

/** "−2.5 MB", "+300 bytes", "same" */
export function signed(by: number, format: (value: number) => string): string {
  if (by === 0) return SAME_WORD;
  return `${by > 0 ? '+' : '−'}${format(Math.abs(by))}`;
}

/** Of two moments, milliseconds: "same", "3 min later", "2 days earlier". Empty where one is not known. */
export function laterWords(at: number | null, than: number | null): string {
  if (at === null || than === null) return '';
  const seconds = Math.round(Math.abs(at - than) / 1000);
  if (seconds === 0) return SAME_WORD;
  const span = formatSpan(seconds);
  return at > than ? t('{span} later', { span }) : t('{span} earlier', { span });
}

/** What a camera wrote ("2026:01:15 10:30:00"), as the clock showed it where the picture was taken; null for anything else. */
export function takenAtOf(written: string): number | null {
  const found = /^(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(written);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [number, number, number, number, number, number];
  const at = new Date(year, month - 1, day, hour, minute, second);
  return at.getMonth() === month - 1 && at.getDate() === day ? at.getTime() : null;
}
