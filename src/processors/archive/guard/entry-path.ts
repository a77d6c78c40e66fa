import { displayName } from '../../../shared/model/display-name';
import type { EntryWarning } from '../../../shared/model/archive';
import { t } from '../../../shared/words/words';

const DRIVE = /^[a-z]:/i;
/** More of a path says nothing more to a person. */
const SHOWN = 200;

export type EntryPath = { readonly segments: string[] } | { readonly fault: EntryWarning };

/**
 * The names along the path of an entry, without empty ones and `.`; or why it leads somewhere else. A backslash separates
 * where `isBackslashSeparator` (archives made on Windows); elsewhere it is a letter, but what would lead away on a system
 * that takes it for a separator is refused all the same.
 */
export function splitEntryPath(path: string, isBackslashSeparator: boolean): EntryPath {
  const hasBackslash = path.includes('\\');
  const asWindows = hasBackslash ? path.replaceAll('\\', '/') : path;
  if (asWindows.startsWith('/')) {
    const what = asWindows.startsWith('//') ? t('Its path names another computer or the top of the disk') : t('Its path is absolute');
    return { fault: { code: 'absolutePath', message: t('{what} ({path}); it is not written anywhere.', { what, path: shown(path) }) } };
  }
  if (DRIVE.test(path)) return { fault: { code: 'absolutePath', message: t('Its path names a drive ({path}); it is not written anywhere.', { path: shown(path) }) } };
  if (asWindows.includes('..') && asWindows.split('/').some((name) => name.trim() === '..')) {
    return { fault: { code: 'traversal', message: t('Its path leads out of the archive ({path}); it is not written anywhere.', { path: shown(path) }) } };
  }
  const names = (isBackslashSeparator ? asWindows : path).split('/');
  return { segments: names.every(isName) ? names : names.filter(isName) };
}

const isName = (name: string): boolean => name !== '' && name !== '.';

/** A path for a sentence: bounded, in quotes, nothing in it hidden. */
export function shown(path: string): string {
  return `“${displayName(path.length > SHOWN ? `${path.slice(0, SHOWN)}…` : path)}”`;
}
