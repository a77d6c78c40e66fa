import { basename, dirname, sep } from 'node:path';
import { SIDECAR_ENDING } from './sidecar-schema';

export const PROCESSED_FOLDER = 'processed';
export const ERRORS_FOLDER = 'errors';

/** A data file and what stands beside it; all paths come from the name on disk. */
export interface Pair {
  folder: string;
  /** Of the data. */
  name: string;
  data: string;
  sidecar: string;
}

export const pairOfData = (data: string): Pair => ({ folder: dirname(data), name: basename(data), data, sidecar: `${data}${SIDECAR_ENDING}` });
/** Much quicker than `join`, which looks at each character. @param folder absolute and normalised @param name a name alone, without a path */
export const pathIn = (folder: string, name: string): string => (folder.endsWith(sep) ? `${folder}${name}` : `${folder}${sep}${name}`);

/** As `pathIn`. */
export function pairIn(folder: string, name: string): Pair {
  const data = pathIn(folder, name);
  return { folder, name, data, sidecar: `${data}${SIDECAR_ENDING}` };
}
