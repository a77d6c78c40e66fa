import { globMatcher, type PathMatcher } from '../../../base/glob';
import { formatBytes } from '../../../shared/model/format-bytes';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveEntry, EntryPick } from '../../../shared/model/archive';
import { t } from '../../../shared/words/words';

const GLOB = /[*?[{]/;

export interface Wanted {
  /** Nothing is left out. */
  readonly isAll: boolean;
  /** True; false for one that nobody named; or the sentence why it is left out. */
  ask(entry: ArchiveEntry): boolean | string;
}

/**
 * Which entries a pick means. A glob without a slash is about the name, one with a slash about the whole path; a line that is
 * no glob means all paths that hold it. Capitals make no difference.
 *
 * @throws FilemillError `usage.invalid` for a broken glob
 */
export function wantedBy({ ordinals, include, exclude, maxEntryBytes }: EntryPick): Wanted {
  const chosen = ordinals === null ? null : new Set(ordinals);
  const included = include.map(lineMatcher);
  const excluded = exclude.map(lineMatcher);
  return {
    isAll: chosen === null && included.length === 0 && excluded.length === 0 && maxEntryBytes === null,
    ask({ ordinal, path, size, type }) {
      if (chosen && !chosen.has(ordinal)) return false;
      if (included.length > 0 && !included.some((matches) => matches(path))) return t('No pattern asks for it.');
      if (excluded.some((matches) => matches(path))) return t('A pattern leaves it out.');
      if (type === 'file' && maxEntryBytes !== null && size !== null && size > maxEntryBytes) return largerThan(maxEntryBytes);
      return true;
    },
  };
}

const largerThan = (bytes: number): string => t('It is larger than {bytes}, and larger files were to be left out.', { bytes: formatBytes(bytes) });

function lineMatcher(line: string): (path: string) => boolean {
  if (!GLOB.test(line)) {
    const part = line.toLowerCase();
    return (path) => path.toLowerCase().includes(part);
  }
  const matches = globOf(line);
  return (path) => {
    const whole = path.endsWith('/') ? path.slice(0, -1) : path;
    const name = whole.slice(whole.lastIndexOf('/') + 1);
    return matches({ path: whole, absolute: whole, name, lowerName: name.toLowerCase() });
  };
}

function globOf(glob: string): PathMatcher {
  try {
    return globMatcher(glob);
  } catch (cause) {
    throw new FilemillError('usage.invalid', t('“{glob}” can’t be used as a pattern.', { glob }), {
      hint: t('Correct it. To mean a bracket itself, write a backslash before it.'),
      details: (cause as Error).message,
      cause,
    });
  }
}
