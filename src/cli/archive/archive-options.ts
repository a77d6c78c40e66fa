import { FilemillError } from '../../shared/errors/filemill-error';
import { ARCHIVE_FORMATS, archiveRecipeSchema, entryPickSchema, type ArchiveFormat, type ArchiveRecipe, type EntryPick } from '../../shared/model/archive';
import { formatOfName } from '../../shared/model/archive-name';
import { oneOf } from '../choices';
import { bytesOf } from './bytes-of';

/** Of `filemill archive`, as `parseArguments` takes them; those of no concern to an act are refused by it. */
export const ARCHIVE_OPTIONS = {
  to: { type: 'string' },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'max-file-size': { type: 'string' },
  'own-folder': { type: 'string' },
  conflict: { type: 'string' },
  password: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  format: { type: 'string' },
  level: { type: 'string' },
  flat: { type: 'boolean' },
  metadata: { type: 'boolean' },
  reproducible: { type: 'boolean' },
  'show-names': { type: 'boolean' },
  'group-by': { type: 'string' },
} as const;

export type Given = {
  [name in keyof typeof ARCHIVE_OPTIONS]?: (typeof ARCHIVE_OPTIONS)[name] extends { multiple: true }
    ? string[]
    : (typeof ARCHIVE_OPTIONS)[name]['type'] extends 'boolean'
      ? boolean
      : string;
};

/** @throws FilemillError `usage.invalid` for an option that the act does not have */
export function checkOptions(act: string, given: Given, allowed: readonly (keyof Given)[]): void {
  const wrong = (Object.keys(ARCHIVE_OPTIONS) as (keyof Given)[]).find((name) => given[name] !== undefined && !allowed.includes(name));
  if (wrong === undefined) return;
  throw new FilemillError('usage.invalid', `filemill archive ${act} has no option --${wrong}.`, { hint: 'See: filemill archive --help' });
}

/** @throws FilemillError `usage.invalid` */
export function pickOf(given: Given): EntryPick {
  const pick = entryPickSchema.safeParse({
    include: given.include,
    exclude: given.exclude,
    maxEntryBytes: given['max-file-size'] === undefined ? null : bytesOf('max-file-size', given['max-file-size']),
  });
  if (pick.success) return pick.data;
  throw new FilemillError('usage.invalid', 'A pattern of --include or --exclude is empty or too long.', { hint: "For example: --include '*.pdf'" });
}

/** @throws FilemillError `usage.invalid` */
export function recipeOf(given: Given, target: string): ArchiveRecipe {
  const [password = null, ...others] = given.password ?? [];
  if (others.length > 0) throw new FilemillError('usage.invalid', 'An archive has one password.', { hint: 'Give --password once.' });
  const format = given.format === undefined ? (formatOfName(target) ?? usualFormat(target)) : oneOf('format', ARCHIVE_FORMATS, given.format === 'tgz' ? 'tar.gz' : given.format);
  if (password !== null && format !== 'zip' && format !== '7z') {
    throw new FilemillError('usage.invalid', `A ${format} can’t have a password.`, { hint: 'Choose zip or 7z, or leave the password out.' });
  }
  const recipe = archiveRecipeSchema.safeParse({
    format,
    level: given.level === undefined ? undefined : levelOf(given.level),
    preservePaths: !given.flat,
    metadata: given.metadata,
    password,
    hideNames: !given['show-names'],
    isReproducible: given.reproducible,
  });
  if (recipe.success) return recipe.data;
  throw new FilemillError('usage.invalid', 'The password is empty or too long.', { hint: 'Give another one.' });
}

/** Archives that can be read and not made: whoever names one is told rather than given another. */
const READ_ONLY = /\.(rar|iso|cab|deb|rpm|wim|dmg|cpio|arj|lzh|gz|bz2|xz|zst|tzst|lz|lz4|z)$/i;

function usualFormat(target: string): ArchiveFormat {
  const [, ending] = READ_ONLY.exec(target) ?? [];
  if (ending === undefined) return 'zip';
  throw new FilemillError('usage.invalid', `A .${ending.toLowerCase()} can’t be made.`, { hint: `There is: ${ARCHIVE_FORMATS.join(', ')}. Or name the format: --format zip` });
}

function levelOf(given: string): number {
  if (/^\d$/.test(given)) return Number(given);
  throw new FilemillError('usage.invalid', `--level ${given} is not between 0 and 9.`, { hint: '0 stores, 9 packs the most.' });
}
