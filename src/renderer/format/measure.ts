const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** "41", "7.3": a decimal only where the number is small. */
export function formatMeasure(value: number): string {
  return Math.abs(value) < 10 ? one.format(value) : whole.format(value);
}
