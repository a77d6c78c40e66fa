import { locale } from '../../shared/words/words';
const whole = new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });

/** "41", "7.3": a decimal only where the number is small. */
export function formatMeasure(value: number): string {
  return Math.abs(value) < 10 ? one.format(value) : whole.format(value);
}
