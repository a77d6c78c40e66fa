import { basename } from 'node:path/posix';
import picomatch from 'picomatch';
import type { FolderSettings } from '../../../shared/model/folder';
import type { Sighting } from '../../../shared/contract/watch-api';
import { formatBytes } from '../../../shared/model/format-bytes';
import { junkLine } from './junk-names';

export interface Verdict {
  taken: boolean;
  /** One sentence that names the line which decided. */
  reason: string;
}

export type FileFilter = (file: Pick<Sighting, 'path' | 'size' | 'special'>) => Verdict;

const SPECIAL: Record<NonNullable<Sighting['special']>, string> = {
  link: 'It is a link, and links are not followed.',
  fifo: 'It is a pipe, not a file.',
  socket: 'It is a socket, not a file.',
  device: 'It is a device, not a file.',
  unreadable: 'The system does not say what it is.',
};

const refuse = (reason: string): Verdict => ({ taken: false, reason });

/** The folder's filter, made once and asked for every file. Pure: the same file gets the same verdict. */
export function fileFilter(settings: FolderSettings): FileFilter {
  const options = { dot: true, nocase: true };
  const include = settings.include.map((pattern) => ({ pattern, matches: matcher(pattern, options) }));
  const exclude = settings.exclude.map((pattern) => ({ pattern, matches: matcher(pattern, options) }));

  return ({ path, size, special }) => {
    if (special) return refuse(SPECIAL[special]);
    const name = basename(path);
    const junk = junkLine(name);
    if (junk) return refuse(`Built-in list: “${junk.pattern}”, ${junk.what}.`);
    if (!settings.hidden && path.split('/').some((part) => part.startsWith('.'))) {
      return refuse('Hidden: a name in its path begins with a dot.');
    }
    const excluded = exclude.find(({ matches }) => matches(path));
    if (excluded) return refuse(`Excluded by “${excluded.pattern}”.`);
    const included = include.find(({ matches }) => matches(path));
    if (include.length > 0 && !included) return refuse('No include pattern matches it.');
    if (size > settings.maxBytes) {
      return refuse(`It has ${formatBytes(size)}; the folder takes at most ${formatBytes(settings.maxBytes)}.`);
    }
    if (size < settings.minBytes) {
      return refuse(`It has ${formatBytes(size)}; the folder takes at least ${formatBytes(settings.minBytes)}.`);
    }
    return { taken: true, reason: included ? `Included by “${included.pattern}”.` : 'Every file is taken.' };
  };
}

/** A pattern without a slash is about the name, wherever the file lies; one with a slash about the whole path. */
function matcher(pattern: string, options: object): (path: string) => boolean {
  const matches = picomatch(pattern, options);
  return pattern.includes('/') ? matches : (path) => matches(basename(path));
}
