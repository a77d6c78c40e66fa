import { locale, t } from '../words/words';

const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'];

/** Sizes for people, in powers of 1000 as disks are sold: "5.4 GB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return t('{count, plural, one {# byte} other {# bytes}}', { count: bytes });
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${figureFormat(value < 10 ? 1 : 0).format(value)} ${UNITS[unit]}`;
}

/** Making one costs many times what using it does. */
const formats = new Map<string, Intl.NumberFormat>();

function figureFormat(digits: number): Intl.NumberFormat {
  const key = `${locale()} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
  formats.set(key, format);
  return format;
}
