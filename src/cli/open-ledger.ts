import { FilemillError } from '../shared/errors/filemill-error';
import { openStoreReadOnly } from '../engine/engine-queries';
import { dataFolder } from './data-folder';

/** The ledger for looking only; works beside a running engine. */
export function openLedger(given: string | undefined) {
  const folder = dataFolder(given);
  const database = openStoreReadOnly(folder);
  if (!database) {
    throw new FilemillError('usage.invalid', `There is no ledger in ${folder} yet.`, {
      hint: 'Start Filemill, or run: filemill watch DIR --once',
    });
  }
  return { database, folder, close: () => database.close() };
}
