import { globMatcher, type MatchedPath } from '../../../base/glob';
import { words } from '../../../shared/words/words';

/** Directories that are never entered, wherever they lie: other programs' own, and ours. */
export const PRUNED_DIRECTORIES: readonly string[] = [
  '@eaDir',
  '.Trash',
  '.Trashes',
  '$RECYCLE.BIN',
  'System Volume Information',
  '.Spotlight-V100',
  '.fseventsd',
  '.DocumentRevisions-V100',
  '.TemporaryItems',
  'lost+found',
  '.git',
  'processed',
  'errors',
  // Where archives are unpacked before they get their names.
  '.filemill-staging',
  // The trash of a drive, by the freedesktop.org specification.
  ...(process.getuid ? [`.Trash-${process.getuid()}`] : []),
];

/** Files that programs leave behind or are still writing: the pattern, and what it is. */
const JUNK: readonly (readonly [pattern: string, what: string])[] = [
  ['.DS_Store', words('a folder view of macOS')],
  ['._*', words('an AppleDouble companion')],
  ['Thumbs.db', words('a thumbnail cache of Windows')],
  ['ehthumbs.db', words('a thumbnail cache of Windows')],
  ['desktop.ini', words('a folder view of Windows')],
  ['.directory', words('a folder view of KDE')],
  ['~$*', words('a lock of Microsoft Office')],
  ['.~lock.*#', words('a lock of LibreOffice')],
  ['*.part', words('an unfinished download')],
  ['*.partial', words('an unfinished download')],
  ['*.crdownload', words('an unfinished download')],
  ['*.download', words('an unfinished download')],
  ['*.opdownload', words('an unfinished download')],
  ['*.filepart', words('an unfinished transfer')],
  ['*.!ut', words('an unfinished transfer')],
  ['.syncthing.*', words('an unfinished transfer')],
  ['~syncthing~*', words('an unfinished transfer')],
  ['*.swp', words('an editor’s swap file')],
  ['*.tmp', words('a temporary file')],
  ['~*.tmp', words('a temporary file')],
  ['.tmp_*', words('a temporary file')],
  ['.goutputstream-*', words('a temporary file')],
  ['.nfs*', words('a file still open on a network share')],
  ['*.lock', words('a lock between programs')],
];

const matchers = JUNK.map(([pattern, what]) => ({ pattern, what, matches: globMatcher(pattern) }));

/** Which line of the built-in list a name falls under, or null. */
export function junkLine(file: MatchedPath): { pattern: string; what: string } | null {
  return matchers.find(({ matches }) => matches(file)) ?? null;
}
