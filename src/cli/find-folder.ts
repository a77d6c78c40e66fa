import { resolve } from 'node:path';
import { realPathOf } from '../base/safe-path';
import { FilemillError } from '../shared/errors/filemill-error';

interface Named {
  id: number;
  path: string;
  settings: { name: string };
}

/**
 * The folder that is meant by a path or by a name as the window shows it.
 *
 * @throws FilemillError `folder.unknown`, `usage.invalid` when two have the name
 */
export function findFolder<F extends Named>(folders: readonly F[], given: string): F {
  const path = realPathOf(resolve(given));
  const byPath = folders.find((folder) => folder.path === path);
  if (byPath) return byPath;
  const [named, other] = folders.filter(({ settings }) => settings.name.toLowerCase() === given.toLowerCase());
  if (named && other) {
    throw new FilemillError('usage.invalid', `Two folders are named ${given}.`, { hint: `Give its path: ${named.path} or ${other.path}.` });
  }
  if (named) return named;
  const known = folders.map(({ settings }) => settings.name).join(', ');
  throw new FilemillError('folder.unknown', `Filemill knows no folder ${given}.`, { hint: known === '' ? '' : `There is: ${known}.` });
}
