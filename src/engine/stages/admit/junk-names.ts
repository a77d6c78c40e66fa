import { globMatcher, type MatchedPath } from '../../../base/glob';

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
  ['.DS_Store', 'a folder view of macOS'],
  ['._*', 'an AppleDouble companion'],
  ['Thumbs.db', 'a thumbnail cache of Windows'],
  ['ehthumbs.db', 'a thumbnail cache of Windows'],
  ['desktop.ini', 'a folder view of Windows'],
  ['.directory', 'a folder view of KDE'],
  ['~$*', 'a lock of Microsoft Office'],
  ['.~lock.*#', 'a lock of LibreOffice'],
  ['*.part', 'an unfinished download'],
  ['*.partial', 'an unfinished download'],
  ['*.crdownload', 'an unfinished download'],
  ['*.download', 'an unfinished download'],
  ['*.opdownload', 'an unfinished download'],
  ['*.filepart', 'an unfinished transfer'],
  ['*.!ut', 'an unfinished transfer'],
  ['.syncthing.*', 'an unfinished transfer'],
  ['~syncthing~*', 'an unfinished transfer'],
  ['*.swp', 'an editor’s swap file'],
  ['*.tmp', 'a temporary file'],
  ['~*.tmp', 'a temporary file'],
  ['.tmp_*', 'a temporary file'],
  ['.goutputstream-*', 'a temporary file'],
  ['.nfs*', 'a file still open on a network share'],
  ['*.lock', 'a lock between programs'],
];

const matchers = JUNK.map(([pattern, what]) => ({ pattern, what, matches: globMatcher(pattern) }));

/** Which line of the built-in list a name falls under, or null. */
export function junkLine(file: MatchedPath): { pattern: string; what: string } | null {
  return matchers.find(({ matches }) => matches(file)) ?? null;
}
