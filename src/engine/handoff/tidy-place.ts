import { freeStaleLocks } from '../../base/lock/free-stale-locks';
import { finishMoves } from './finish-moves';
import { walkFolders } from './find-names';

/** Takes away, or brings to its end, what killed programs have left below a folder. @throws FilemillError when it can't be read */
export async function tidyPlace(path: string, signal?: AbortSignal): Promise<void> {
  for (const { folder, names } of walkFolders(path, { signal })) {
    await freeStaleLocks(folder, names);
    await finishMoves(folder, names, signal);
  }
}
