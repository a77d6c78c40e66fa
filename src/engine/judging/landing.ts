import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { toOutputError } from '../actions/output-error';

/** The disk that something written into a folder would come to lie on, or why it can't be written. */
export type Landing = { dev: bigint } | { error: unknown };

/** Folders that are not there are made: the nearest one that is decides. */
export function landingOf(folder: string, what: string): Landing {
  try {
    for (let place = folder; ; place = dirname(place)) {
      const stats = statSync(toFsPath(place), { bigint: true, throwIfNoEntry: false });
      if (stats === undefined && dirname(place) !== place) continue;
      if (!stats?.isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
      accessSync(toFsPath(place), constants.W_OK | constants.X_OK);
      return { dev: stats.dev };
    }
  } catch (error) {
    return { error: toOutputError(error, folder, what) };
  }
}
