import { isThere, lookAt, versionOf } from '../../actions/file-version';
import { moveName, settleFolders } from '../../actions/move-name';
import type { PlaceSteps } from '../../actions/place-new';
import type { Journal } from '../action';

/** Gives files that are in the way other names: an effect of its own, to be taken back by itself. */
export function displacer(journal: Journal): PlaceSteps['displace'] {
  return async (path, to) => {
    const stats = lookAt(path);
    const id = await journal.begin({ action: 'displace', source: path, target: to, sha256: null, ...(stats ? { data: { version: versionOf(stats) } } : {}) });
    try {
      moveName(path, to);
    } catch (error) {
      await journal.fail(id);
      throw error;
    }
    settleFolders(to);
    await journal.finish(id);
    return async () => {
      if (isThere(path)) return;
      moveName(to, path);
      settleFolders(path);
      await journal.note({ action: 'displace', source: to, target: path });
    };
  };
}
