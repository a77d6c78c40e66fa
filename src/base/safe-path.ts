import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { FilemillError } from '../shared/errors/filemill-error';
import { t } from '../shared/words/words';

declare const safe: unique symbol;
/** An absolute path that was found to lie inside its root. Made here only; write calls take nothing else. */
export type SafePath = string & { readonly [safe]: true };

/** Whether `inner` is `outer` itself or lies below it; both absolute and normalised. */
export function isInside(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}

/**
 * Joins `path` to `root` and refuses what would leave it.
 *
 * @throws FilemillError `file.outsideFolder`
 */
export function safeJoin(root: string, path: string): SafePath {
  const joined = resolve(root, path);
  if (path.includes('\0') || isAbsolute(path) || !isInside(resolve(root), joined)) {
    throw new FilemillError('file.outsideFolder', t('The path leads out of its folder.'), {
      hint: t('Nothing was written. Check where the name comes from.'),
    });
  }
  return joined as SafePath;
}

/** The real path, with links followed; of the nearest existing ancestor when `path` does not exist yet. */
export function realPathOf(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync.native(absolute);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const parent = resolve(absolute, '..');
    if (parent === absolute) return absolute;
    return resolve(realPathOf(parent), relative(parent, absolute));
  }
}
