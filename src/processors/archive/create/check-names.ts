import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import type { PackSource } from '../../../shared/model/packing';
import { t } from '../../../shared/words/words';

/**
 * Names in an archive are relative, below one another only where the upper one is a folder, and there once each. Some
 * readers take `\` for `/`, so it counts as such.
 *
 * @param more files that are added to them
 * @throws FilemillError `usage.invalid`
 */
export function checkNames(sources: Iterable<Pick<PackSource, 'name' | 'isFolder'>>, more: readonly string[] = []): void {
  const isFolder = new Map<string, boolean>();
  const take = (source: Pick<PackSource, 'name' | 'isFolder'>): void => {
    const name = source.name.replaceAll('\\', '/');
    if (!isGood(name)) throw refused(t('{name} can’t be a name in an archive.', { name: displayName(source.name) }));
    if (isFolder.has(name)) throw refused(t('{name} would be in the archive twice.', { name: displayName(source.name) }));
    isFolder.set(name, source.isFolder);
  };
  for (const source of sources) take(source);
  for (const name of more) take({ name, isFolder: false });
  for (const name of isFolder.keys()) {
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      if (isFolder.get(name.slice(0, at)) === false) throw refused(t('{name} would lie in a file.', { name: displayName(name) }));
    }
  }
}

function isGood(name: string): boolean {
  return !name.includes('\0') && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

const refused = (message: string): FilemillError =>
  new FilemillError('usage.invalid', message, { hint: t('Rename it, leave it out, or keep the folders that the files lie in.') });
