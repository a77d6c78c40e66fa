import { lstatSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import type { Recognition } from '../../shared/contract/worker-api';
import { leadPartOf } from '../../shared/model/archive-parts';

/**
 * Where the part lies that an archive is opened by, when `path` is a later one of its parts; null when it is none, or the
 * first one does not lie beside it.
 *
 * @param path absolute
 */
export function leadPartBeside(path: string, { kind }: Pick<Recognition, 'kind'>): string | null {
  const lead = leadPartOf(basename(path));
  // A numbered file that is an archive by itself is opened as that.
  if (!lead || (!lead.isCertain && kind === 'archive')) return null;
  const there = join(dirname(path), lead.name);
  return lstatSync(toFsPath(there), { throwIfNoEntry: false })?.isFile() === true ? there : null;
}
