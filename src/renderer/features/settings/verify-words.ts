import type { Misfit, VerifyReport } from '../../../shared/model/verify-report';
import { t } from '../../../shared/words/words';

interface CheckWord {
  readonly title: string;
  /** What is compared with what. */
  readonly sentence: string;
  /** "3 tables": how many of them were looked at. */
  readonly counted: (count: number) => string;
}

const files = (count: number): string => t('{count, plural, one {# file} other {# files}}', { count });

export const CHECK_WORDS: Readonly<Record<Misfit['check'], CheckWord>> = {
  store: { title: t('Store'), sentence: t('The database file is sound.'), counted: (count) => t('{count, plural, one {# table} other {# tables}}', { count }) },
  accounting: { title: t('Accounting'), sentence: t('Every file is counted, and once.'), counted: files },
  files: { title: t('Files'), sentence: t('What lies in the folders is what the ledger says.'), counted: files },
  contents: { title: t('Contents'), sentence: t('The bytes are those that were read.'), counted: files },
  reports: { title: t('Reports'), sentence: t('What was read of each file is there.'), counted: (count) => t('{count, plural, one {# report} other {# reports}}', { count }) },
  effects: { title: t('Effects'), sentence: t('What was done to files is done.'), counted: (count) => t('{count, plural, one {# effect} other {# effects}}', { count }) },
  leftovers: { title: t('Leftovers'), sentence: t('Nothing lies about that belongs to nothing.'), counted: (count) => t('{count, plural, one {# place} other {# places}}', { count }) },
};

/** The outcome in one sentence. */
export function verdictOf({ ok, checks, underWay }: VerifyReport): string {
  const misfits = checks.reduce((sum, check) => sum + check.misfits, 0);
  const verdict = ok ? t('Everything fits.') : t('{misfits, plural, one {One thing does not fit} other {# things do not fit}}.', { misfits });
  if (underWay === 0) return verdict;
  return `${verdict} ${t('{count, plural, one {# file changed meanwhile and is} other {# files changed meanwhile and are}} about to be read.', { count: underWay })}`;
}
