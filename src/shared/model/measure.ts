/** Units as they stand in a rule. */
export const SIZE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
export const SPAN_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

/** Other ways of writing them. */
const ALSO: Readonly<Record<string, string>> = { '': 'bytes', b: 'bytes', d: 'days', h: 'hours', min: 'minutes' };

export interface Measure<Unit extends string> {
  readonly amount: number;
  readonly unit: Unit;
}

/** "10 MB" taken apart; null where it is nothing of the kind, or has a unit that the field does not offer. */
export function splitMeasure<Unit extends string>(written: unknown, units: readonly Unit[]): Measure<Unit> | null {
  const [, amount = '', word = ''] = /^(\d*\.?\d+)\s*([a-z]*)$/i.exec(String(written).trim()) ?? [];
  if (amount === '') return null;
  const lower = word.toLowerCase();
  const named = ALSO[lower] ?? lower;
  const unit = units.find((one) => one.toLowerCase() === named || one.toLowerCase() === `${named}s`);
  return unit === undefined ? null : { amount: Number(amount), unit };
}

export function isMeasure(written: unknown, units: readonly string[]): boolean {
  return splitMeasure(written, units) !== null;
}

/** As a person writes it: "1 day". */
export function writeMeasure(amount: number, unit: string): string {
  return `${amount} ${amount === 1 && unit !== 'bytes' ? unit.replace(/s$/, '') : unit}`;
}
