import { FilemillError } from '../shared/errors/filemill-error';
import { openStoreReadOnly } from '../engine/engine-queries';
import { dataFolder } from './data-folder';

/** The ledger for looking only; works beside a running engine. */
export function openLedger(given: string | undefined) {
  const folder = dataFolder(given);
  const database = open(folder);
  if (!database) {
    throw new FilemillError('usage.invalid', `There is no ledger in ${folder} yet.`, {
      hint: 'Start Filemill, or run: filemill watch DIR --once',
    });
  }
  return { database, folder, close: () => database.close() };
}

function open(folder: string): ReturnType<typeof openStoreReadOnly> {
  try {
    return openStoreReadOnly(folder);
  } catch (error) {
    if (!/malformed|not a database/i.test((error as Error).message)) throw error;
    throw new FilemillError('store.damaged', `The ledger in ${folder} is damaged and can’t be opened.`, {
      hint: 'Start Filemill: it puts it aside and takes its last good copy.',
      cause: error,
    });
  }
}
