import { t } from '../words/words';
import { SPAN_UNITS, splitMeasure } from './measure';

/** A span of time as it stands in a rule, "7 days", in words; what is none stays as it is written. */
export function saySpan(written: string): string {
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
