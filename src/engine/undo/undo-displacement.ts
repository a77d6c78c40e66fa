import { unlinkSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import { fileHere, isSameNode, isThere, lookAt, versionAt, type FileVersion } from '../actions/file-version';
import { moveName } from '../actions/move-name';
import type { Effect } from '../store/effects';
import { changed, isUnchanged } from './is-unchanged';
import { nothingToTell, type Undoer } from './undoer';
import { t } from '../../shared/words/words';

/** A file that had to make way gets its name back. The watcher sees that, as it saw the other one. */
export const undoDisplacement: Undoer = {
  actions: ['displace'],
  takeBack: async (effect) => {
    const { source, target } = effect;
    const before = versionOf(effect) ?? (fileHere(target) ? versionAt(target) : null);
    if (!isThatFolder(target, before) && !(await isUnchanged(target, before, null))) throw changed(t('It is no longer where it was put, or was changed since.'));
    if (isThere(source)) throw changed(t('Another file has its name now.'), t('Take that one back first, or move it away.'));
    moveName(target, source);
    return nothingToTell;
  },
  resume: ({ source, target, ...effect }) => {
    // A folder has one name at any moment.
    if (isThatFolder(source, versionOf(effect))) return Promise.resolve(nothingToTell);
    const [back, left] = [fileHere(source), fileHere(target)];
    if (!back) return Promise.resolve(null);
    if (left && !(isSameNode(back, left) && back.links > 1)) return Promise.resolve(null);
    if (left) unlinkSync(toFsPath(target));
    return Promise.resolve(nothingToTell);
  },
};

/** What was a folder is known by its number: what lies in it is nobody's business. */
function isThatFolder(path: string, before: FileVersion | null): boolean {
  const there = lookAt(path);
  return before !== null && there?.isDirectory() === true && isSameNode({ dev: String(there.dev), ino: String(there.ino) }, before);
}

const versionOf = ({ data }: Pick<Effect, 'data'>): FileVersion | null => (JSON.parse(data ?? '{}') as { version?: FileVersion }).version ?? null;
