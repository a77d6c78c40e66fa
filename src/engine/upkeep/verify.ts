import type { Misfit, VerifyReport } from '../../shared/model/verify-report';
import type { Database } from '../store/database';
import { listFolders } from '../store/folders';
import { verifyAccounting } from './verify/verify-accounting';
import { verifyEffects } from './verify/verify-effects';
import { verifyFolders } from './verify/verify-folders';
import { verifyLeftovers } from './verify/verify-leftovers';
import { verifyReports } from './verify/verify-reports';
import { verifyStore } from './verify/verify-store';
import { Tally, type Verification } from './verify/tally';
import { t } from '../../shared/words/words';

const CHECKS: readonly [Misfit['check'], (verification: Verification) => void | Promise<void>][] = [
  ['store', verifyStore],
  ['accounting', verifyAccounting],
  ['files', verifyFolders],
  ['reports', verifyReports],
  ['effects', verifyEffects],
  ['leftovers', verifyLeftovers],
];

/**
 * Proves the ledger against the disk and against itself. Changes nothing; works on a read-only ledger, beside a running
 * engine, and with the memory of a few thousand files however many there are.
 *
 * @param options.isRunning an engine works on this ledger, so that what is under way is no misfit
 */
export async function verify(
  database: Database,
  dataFolder: string,
  { hashes, isRunning }: { hashes: boolean; isRunning: boolean },
): Promise<VerifyReport> {
  const startedAt = performance.now();
  const tally = new Tally();
  const folders = listFolders(database);
  const verification: Verification = { database, dataFolder, hashes, isRunning, folders, unreachable: new Set(), tally };
  for (const [name, check] of CHECKS) {
    try {
      await check(verification);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tally.misfit(name, null, t('This could not be checked to its end: {why}.', { why }), t('Start Filemill: it says whether the ledger can be read.'));
    }
  }
  return tally.report(performance.now() - startedAt);
}
