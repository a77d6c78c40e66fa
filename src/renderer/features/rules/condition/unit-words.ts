import { t } from '../../../../shared/words/words';

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
