import { basename } from 'node:path/posix';
import { sep } from 'node:path';
import type { Sighting } from '../../../shared/contract/watch-api';
import type { FolderSettings } from '../../../shared/model/folder';
import { formatBytes } from '../../../shared/model/format-bytes';
import type { MatchedPath } from '../../../base/glob';
import { isRegexLine, pathLine } from '../../guard/path-line';
import { junkLine } from './junk-names';
import { t, words } from '../../../shared/words/words';
import { LARGER_THAN_TAKEN, SMALLER_THAN_TAKEN } from '../../../shared/model/size-limit-words';

export type FilteredFile = Pick<Sighting, 'path' | 'size' | 'special'>;
/** A file with all that rules ask of it, worked out once. */
export type Candidate = FilteredFile & MatchedPath;

/** One line of a folder's filter. */
export interface Rule {
  /** As people know it from the settings. */
  line: string;
  /** What the file has of it. */
  value(file: Candidate): string;
  passes(file: Candidate): boolean;
}

/** A rule that every file must pass. */
export interface Demand extends Rule {
  refusal(file: Candidate): string;
}

/** A rule of which one is enough. */
export interface Choice extends Rule {
  reason: string;
}

/** The whole filter, in the order in which it is asked. */
export interface Rules {
  before: Demand[];
  choices: Choice[];
  after: Demand[];
}

const SPECIAL: Record<NonNullable<Sighting['special']>, string> = {
  link: words('It is a link, and links are not followed.'),
  fifo: words('It is a pipe, not a file.'),
  socket: words('It is a socket, not a file.'),
  device: words('It is a device, not a file.'),
  unreadable: words('The system does not say what it is.'),
};

const ORDINARY: Demand = {
  line: words('ordinary files only'),
  value: ({ special }) => special ?? t('an ordinary file'),
  passes: ({ special }) => special === null,
  refusal: ({ special }) => (special ? t(SPECIAL[special]) : ''),
};

const NO_JUNK: Demand = {
  line: words('not in the built-in list'),
  value: ({ name }) => name,
  passes: (file) => junkLine(file) === null,
  refusal: (file) => {
    const junk = junkLine(file);
    return t('Built-in list: “{pattern}”, {what}.', { pattern: junk?.pattern ?? '', what: junk ? t(junk.what) : '' });
  },
};

const NOT_HIDDEN: Demand = {
  line: words('no hidden files'),
  value: ({ path }) => path,
  passes: ({ path }) => !path.startsWith('.') && !path.includes('/.'),
  refusal: () => t('Hidden: a name in its path begins with a dot.'),
};

const EVERY_FILE: Choice = {
  line: words('every file'),
  value: ({ name }) => name,
  passes: () => true,
  reason: words('Every file is taken.'),
};

/** @throws FilemillError `settings.invalid` for a line that can't be used */
export function filterRules(settings: FolderSettings): Rules {
  const { include, exclude, hidden, minBytes, maxBytes } = settings;
  return {
    before: [ORDINARY, NO_JUNK, ...(hidden ? [] : [NOT_HIDDEN]), ...exclude.map(excludeRule)],
    choices: include.length > 0 ? include.map(includeRule) : [EVERY_FILE],
    after: [atMost(maxBytes), ...(minBytes > 0 ? [atLeast(minBytes)] : [])],
  };
}

/** @param root of the folder: absolute */
export function candidateMaker(root: string): (file: FilteredFile) => Candidate {
  const plain = sep === '/' ? root : root.replaceAll(sep, '/');
  const start = plain.endsWith('/') ? plain : `${plain}/`;
  return ({ path, size, special }) => {
    const name = basename(path);
    return { path, size, special, name, lowerName: name.toLowerCase(), absolute: start + path };
  };
}

function excludeRule(line: string): Demand {
  const matches = pathLine(line);
  return {
    line: `exclude “${line}”`,
    value: valueFor(line),
    passes: (file) => !matches(file),
    refusal: () => t('Excluded by “{line}”.', { line }),
  };
}

function includeRule(line: string): Choice {
  return { line: `include “${line}”`, value: valueFor(line), passes: pathLine(line), reason: t('Included by “{line}”.', { line }) };
}

/** What of a file a line is about. */
function valueFor(line: string): Rule['value'] {
  if (isRegexLine(line)) return ({ absolute }) => absolute;
  return line.includes('/') ? ({ path }) => path : ({ name }) => name;
}

const sizeOf = ({ size }: Candidate): string => formatBytes(size);

function atMost(bytes: number): Demand {
  const most = formatBytes(bytes);
  return {
    line: t('at most {most}', { most }),
    value: sizeOf,
    passes: ({ size }) => size <= bytes,
    refusal: (file) => t(LARGER_THAN_TAKEN, { size: sizeOf(file), limit: most }),
  };
}

function atLeast(bytes: number): Demand {
  const least = formatBytes(bytes);
  return {
    line: t('at least {least}', { least }),
    value: sizeOf,
    passes: ({ size }) => size >= bytes,
    refusal: (file) => t(SMALLER_THAN_TAKEN, { size: sizeOf(file), limit: least }),
  };
}
