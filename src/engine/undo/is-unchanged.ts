import { FilemillError } from '../../shared/errors/filemill-error';
import { hashAt } from '../actions/copy-verified';
import { isSameNode, lookAt, versionOf, type FileVersion } from '../actions/file-version';
import { t } from '../../shared/words/words';

/** Whether a file lies there as it was left: a move keeps number, size and time; anything else is told by its bytes. */
export async function isUnchanged(path: string, before: FileVersion | null, sha256: string | null): Promise<boolean> {
  const stats = lookAt(path);
  if (!stats?.isFile()) return false;
  const version = versionOf(stats);
  if (before !== null && version.size !== before.size) return false;
  if (before !== null && isSameNode(version, before) && version.mtimeNs === before.mtimeNs) return true;
  return sha256 !== null && (await hashAt(path)) === sha256;
}

export const changed = (sentence: string, hint = t('Nothing was changed.')): FilemillError => new FilemillError('effect.changed', sentence, { hint });
