import { resolve } from 'node:path';
import { explainFile, listFolders, type Database } from '../engine/engine-queries';
import { FilemillError } from '../shared/errors/filemill-error';
import { shown } from './print';

/**
 * The ids of the files at these paths.
 *
 * @throws FilemillError `file.unknown` for the first that the ledger does not know
 */
export function findFiles(database: Database, paths: readonly string[]): number[] {
  const folders = listFolders(database);
  return paths.map((path) => {
    const { fileId } = explainFile(database, folders, { path: resolve(path) });
    if (fileId !== null) return fileId;
    throw new FilemillError('file.unknown', `The ledger does not know ${shown(path)}.`, { hint: `Ask: filemill why ${shown(path)}` });
  });
}
