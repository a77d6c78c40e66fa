import { dirname } from 'node:path';
import { withArchiveEnding } from '../../../shared/model/archive-name';
import type { ConflictPolicy } from '../../../shared/model/transform';
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

/** Of the archive, for the nth name that is tried, from 1: by the template's counter, else "name (2)"; with the ending of its format. */
export const namesOf = ({ as }: Pick<SpecOf<'archive'>, 'as'>, { targetAt }: Place): ((number: number) => string) => (number) => withArchiveEnding(targetAt(number), formatOf(as));

/** The name that it is to have, and what is to be done where that is taken. With `rename` it is the first of the template that is free. */
export function wantedName(spec: Pick<SpecOf<'archive'>, 'as' | 'conflict'>, place: Place): { target: string; conflict: ConflictPolicy; targetAt?: (number: number) => string } {
  const { conflict } = spec;
  const nameAt = namesOf(spec, place);
  const target = conflict === 'rename' ? firstFreeOf(nameAt) : nameAt(1);
  // One that counts folders has but one name in each.
  return conflict === 'rename' || dirname(nameAt(2)) !== dirname(target) ? { target, conflict } : { target, conflict, targetAt: nameAt };
}

function firstFreeOf(nameAt: (number: number) => string): string {
  for (let number = 1; number < MOST_NAMES; number += 1) {
    const target = nameAt(number);
    if (!isThere(target)) return target;
  }
  return nameAt(1);
}
