import { dirname } from 'node:path';
import { unlinkSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import { hashAt } from '../../actions/copy-verified';
import { fileHere, isThere } from '../../actions/file-version';
import { pairOfData } from '../../handoff/pair-names';
import { recoverPuts } from '../../handoff/recover-puts';
import type { Recovery } from '../recovery';

/** With its sidecar it was handed over, and may have been taken since; data alone is taken back, for it speaks to nobody. */
export const recoverHandOff: Recovery = {
  actions: ['handOff'],
  recover: async ({ id, target, sha256 }, { database, effects }) => {
    const pair = pairOfData(target);
    const dated = dirname(target);
    if (!isThere(dirname(dated))) return null;
    await recoverPuts(dirname(dated));
    const isDone = isThere(pair.sidecar);
    if (!isDone && fileHere(pair.data) && (await hashAt(pair.data)) === sha256) unlinkSync(toFsPath(pair.data));
    database.transaction((writer) => void effects.move(writer, id, 'intended', isDone ? 'done' : 'failed'));
    return null;
  },
};
