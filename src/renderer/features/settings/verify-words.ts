import type { Misfit, VerifyReport } from '../../../shared/model/verify-report';
import { t } from '../../../shared/words/words';

interface CheckWord {
  readonly title: string;
  /** What is compared with what. */
  readonly sentence: string;
  /** What is counted. */
  readonly one: string;
  readonly many: string;
}

export const CHECK_WORDS: Readonly<Record<Misfit['check'], CheckWord>> = {
  store: { title: t('Store'), sentence: t('The database file is sound.'), one: 'table', many: 'tables' },
  accounting: { title: t('Accounting'), sentence: t('Every file is counted, and once.'), one: 'file', many: 'files' },
  files: { title: t('Files'), sentence: t('What lies in the folders is what the ledger says.'), one: 'file', many: 'files' },
  contents: { title: t('Contents'), sentence: t('The bytes are those that were read.'), one: 'file', many: 'files' },
  reports: { title: t('Reports'), sentence: t('What was read of each file is there.'), one: 'report', many: 'reports' },
  effects: { title: t('Effects'), sentence: t('What was done to files is done.'), one: 'effect', many: 'effects' },
  leftovers: { title: t('Leftovers'), sentence: t('Nothing lies about that belongs to nothing.'), one: 'place', many: 'places' },
};

/** The outcome in one sentence. */
export function verdictOf({ ok, checks, underWay }: VerifyReport): string {
  const misfits = checks.reduce((sum, check) => sum + check.misfits, 0);
  const moving = underWay === 0 ? '' : t(' {underWay, plural, one {# file} other {# files}} changed meanwhile and {value} about to be read.', { underWay, value: underWay === 1 ? 'is' : 'are' });
  return `${ok ? t('Everything fits.') : misfits === 1 ? t('One thing does not fit.') : t('{misfits, plural, one {# thing} other {# things}} do not fit.', { misfits })}${moving}`;
}
