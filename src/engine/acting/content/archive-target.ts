import { isThere } from '../../actions/file-version';
import { ARCHIVE_FORMATS, archiveRecipeSchema, type ArchiveFormat, type ArchiveRecipe } from '../../../shared/model/archive';
import type { SpecOf } from '../../../shared/model/action';
import type { Place } from '../file/place-of';

/** Names are tried so often before something must be wrong; then the next free one is found when it is written. */
const MOST_NAMES = 10_000;
const SHORT: Readonly<Record<string, ArchiveFormat>> = { tgz: 'tar.gz', tbz2: 'tar.bz2', txz: 'tar.xz' };

/** What the name says; ZIP where it says nothing. */
export function formatOf(name: string): ArchiveFormat {
  const lower = name.toLowerCase();
  const long = [...ARCHIVE_FORMATS].sort((a, b) => b.length - a.length).find((format) => lower.endsWith(`.${format}`));
  return long ?? SHORT[lower.slice(lower.lastIndexOf('.') + 1)] ?? 'zip';
}

export const recipeOf = ({ as, level }: Pick<SpecOf<'archive'>, 'as' | 'level'>): ArchiveRecipe => archiveRecipeSchema.parse({ format: formatOf(as), level });

/** The first name of the template that is free. */
export function freeTarget({ targetAt }: Place): string {
  for (let number = 1; number < MOST_NAMES; number += 1) {
    const target = targetAt(number);
    if (!isThere(target)) return target;
  }
  return targetAt(1);
}
