import { dirname } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { checkWithin, lookAt, versionOf, type FileVersion } from '../../actions/file-version';
import type { ActedFile } from '../action';
import { t } from '../../../shared/words/words';

/**
 * The file as it lies there, if it is still the version that the rules have judged.
 *
 * @throws FilemillError `file.changed`, `file.vanished`, `file.notRegular`, `file.outsideFolder`
 */
export function judgedVersion({ root, source, size, mtimeMs, ino }: ActedFile): FileVersion {
  const stats = lookAt(source);
  if (!stats) throw new FilemillError('file.vanished', t('The file is not there any more.'), { hint: t('Nothing was done with it.') });
  if (!stats.isFile()) throw new FilemillError('file.notRegular', t('What lies there is no file any more.'), { hint: t('Nothing was done with it.') });
  // The same instant is rounded in two ways: a hair below a whole millisecond in one, on it in the other.
  const isSame = String(stats.ino) === ino && Number(stats.size) === size && Math.abs(Number(stats.mtimeNs) / 1e6 - mtimeMs) < 1;
  if (!isSame) throw new FilemillError('file.changed', t('The file has changed since its rules were asked.'), { hint: t('The newer version is read, and its rules are asked.') });
  checkStraight(root, source);
  return versionOf(stats);
}

/** So long it is believed that no link has come on the way: what lies there is the very file that was judged in any case. */
const STRAIGHT_MS = 50;
const MOST_KNOWN = 1_000;
const straight = new Map<string, number>();

function checkStraight(root: string, source: string): void {
  const key = `${root}\0${dirname(source)}`;
  const now = performance.now();
  if (now - (straight.get(key) ?? -Infinity) < STRAIGHT_MS) return;
  checkWithin(root, source);
  if (straight.size >= MOST_KNOWN) straight.clear();
  straight.set(key, now);
}

/** @throws FilemillError `file.vanished`: only what needs no file can be done with one that is gone */
export function mustBeThere({ isGone }: Pick<ActedFile, 'isGone'>): void {
  if (isGone) throw new FilemillError('file.vanished', t('The file is not there any more.'), { hint: t('Let the rule act on other events than “deleted”.') });
}
