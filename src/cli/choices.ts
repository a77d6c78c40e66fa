import { FilemillError } from '../shared/errors/filemill-error';

/** Takes `in-progress`, `in_progress` and `inProgress` alike. */
export function oneOf<T extends string>(option: string, known: readonly T[], given: string): T {
  const plain = given.toLowerCase().replace(/[-_ ]/g, '');
  const wanted = known.find((name) => name.toLowerCase().replaceAll('_', '') === plain);
  if (!wanted) {
    throw new FilemillError('usage.invalid', `--${option} ${given} is not known.`, { hint: `There is: ${known.join(', ')}.` });
  }
  return wanted;
}

/** An ISO date or time. A date alone is a day here, from its first millisecond or up to its last. */
export function instantOf(option: string, given: string, edge: 'first' | 'last'): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given);
  const instant = new Date(isDay ? `${given}T${edge === 'first' ? '00:00:00' : '23:59:59.999'}` : given).getTime();
  if (Number.isNaN(instant)) {
    throw new FilemillError('usage.invalid', `--${option} ${given} is no date.`, { hint: 'Write it like 2026-11-30 or 2026-11-30T08:00:00Z.' });
  }
  return instant;
}
