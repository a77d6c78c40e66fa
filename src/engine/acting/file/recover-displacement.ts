import { unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { isSameNode, isThere, lookAt, versionOf } from '../../actions/file-version';
import type { Recovery } from '../recovery';

/** A file that had to make way has one of its two names; where an end in between has left it both, the first one stays. */
export const recoverDisplacement: Recovery = {
  actions: ['displace'],
  recover: ({ id, source, target }, { database, effects }) => {
    if (!isThere(dirname(target))) return Promise.resolve(null);
    const [before, after] = [lookAt(source), lookAt(target)];
    const hasBoth = before !== undefined && after !== undefined && isSameNode(versionOf(before), versionOf(after));
    if (hasBoth) unlinkSync(toFsPath(target));
    const isDone = after !== undefined && !hasBoth;
    database.transaction((writer) => void effects.move(writer, id, 'intended', isDone ? 'done' : 'failed'));
    return Promise.resolve(null);
  },
};
