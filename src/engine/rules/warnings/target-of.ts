import { isAbsolute, join, resolve } from 'node:path';
import type { ActionSpec } from '../../../shared/model/action';

/** Where an action writes, as far as it can be told without a file. */
export interface Target {
  /** Absolute: the folders that are the same for all files. */
  folder: string;
  /** Absolute path of the file itself; null where it is another one for each. */
  file: string | null;
}

/**
 * Of an action that writes a file, or puts the original somewhere.
 *
 * @param roots of the watched folders that its rule is for: where paths that are not absolute begin
 */
export function targetsOf(spec: ActionSpec, roots: readonly string[]): Target[] {
  const to = 'to' in spec && spec.do !== 'route' && spec.do !== 'trash' ? spec.to : undefined;
  const as = 'as' in spec && spec.do !== 'validate' ? spec.as : undefined;
  if (as === undefined) return [];
  const written = to === undefined ? as : join(to, as);
  const fixed = beginning(written);
  // Without a folder it is the original's own: the watched one or one of those in it.
  const isFixed = fixed === written && to !== undefined;
  const places = isAbsolute(written) ? [''] : roots;
  return places.map((root) => {
    const place = resolve(root, fixed);
    return isFixed ? { folder: resolve(place, '..'), file: place } : { folder: fixed === '' ? resolve(root) : fixed.endsWith('/') ? place : resolve(place, '..'), file: null };
  });
}

/** Up to the name in which the first token stands. */
function beginning(written: string): string {
  const token = written.indexOf('{');
  return token < 0 ? written : written.slice(0, written.lastIndexOf('/', token) + 1);
}
