import { t } from '../../../../shared/words/words';
import { SPAN_UNITS, splitMeasure } from './measure';

/** Units that are words; the others are signs everywhere. */
const UNITS: Readonly<Record<string, string>> = {
  bytes: t('bytes'),
  minutes: t('minutes'),
  hours: t('hours'),
  days: t('days'),
  weeks: t('weeks'),
  months: t('months'),
  years: t('years'),
};

/** "minutes" for `minutes`, "MB" for `MB`. */
export const unitWord = (unit: string): string => (Object.hasOwn(UNITS, unit) ? (UNITS[unit] ?? unit) : unit);

/** A span of time as it stands in a rule, "7 days", in words; what is none stays as it is written. */
export function spanWords(written: string): string {
  const span = splitMeasure(written, SPAN_UNITS);
  switch (span?.unit) {
    case 'minutes':
      return t('{count, plural, one {# minute} other {# minutes}}', { count: span.amount });
    case 'hours':
      return t('{count, plural, one {# hour} other {# hours}}', { count: span.amount });
    case 'days':
      return t('{count, plural, one {# day} other {# days}}', { count: span.amount });
    case 'weeks':
      return t('{count, plural, one {# week} other {# weeks}}', { count: span.amount });
    case 'months':
      return t('{count, plural, one {# month} other {# months}}', { count: span.amount });
    case 'years':
      return t('{count, plural, one {# year} other {# years}}', { count: span.amount });
    default:
      return written;
  }
}
