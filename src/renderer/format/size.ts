import { locale } from '../../shared/words/words';
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(unit: string, digits: number): Intl.NumberFormat {
  const key = `${unit}${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: digits,
  });
  formats.set(key, format);
  return format;
}

/** "184 kB", "3.2 GB": decimal units, two figures where they say something. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return formatFor(UNITS[step] ?? 'byte', step > 0 && value < 9.95 ? 1 : 0).format(value);
}
