import type { Misfit, VerifyReport } from '../../../shared/model/verify-report';
import { countOf } from '../../format/number';

interface CheckWord {
  readonly title: string;
  /** What is compared with what. */
  readonly sentence: string;
  /** What is counted. */
  readonly one: string;
  readonly many: string;
}

export const CHECK_WORDS: Readonly<Record<Misfit['check'], CheckWord>> = {
  store: { title: 'Store', sentence: 'The database file is sound.', one: 'table', many: 'tables' },
  accounting: { title: 'Accounting', sentence: 'Every file is counted, and once.', one: 'file', many: 'files' },
  files: { title: 'Files', sentence: 'What lies in the folders is what the ledger says.', one: 'file', many: 'files' },
  contents: { title: 'Contents', sentence: 'The bytes are those that were read.', one: 'file', many: 'files' },
  reports: { title: 'Reports', sentence: 'What was read of each file is there.', one: 'report', many: 'reports' },
  effects: { title: 'Effects', sentence: 'What was done to files is done.', one: 'effect', many: 'effects' },
  leftovers: { title: 'Leftovers', sentence: 'Nothing lies about that belongs to nothing.', one: 'place', many: 'places' },
};

/** The outcome in one sentence. */
export function verdictOf({ ok, checks, underWay }: VerifyReport): string {
  const misfits = checks.reduce((sum, check) => sum + check.misfits, 0);
  const moving = underWay === 0 ? '' : ` ${countOf(underWay, 'file')} changed meanwhile and ${underWay === 1 ? 'is' : 'are'} about to be read.`;
  return `${ok ? 'Everything fits.' : misfits === 1 ? 'One thing does not fit.' : `${countOf(misfits, 'thing')} do not fit.`}${moving}`;
}
