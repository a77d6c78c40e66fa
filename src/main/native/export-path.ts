import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { safeJoin } from '../../base/safe-path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

/**
 * The path of a file that lies directly in `exports/` of the data folder; a page may name no other.
 *
 * @throws FilemillError `file.outsideFolder`, or `file.vanished` when there is no such file
 */
export function exportPath(dataFolder: string, name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) {
    throw new FilemillError('file.outsideFolder', t('This is not the name of an exported file.'));
  }
  const path = safeJoin(join(dataFolder, 'exports'), name);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new FilemillError('file.vanished', t('The exported file is not there any more.'), { hint: t('Export it again.') });
  }
  return path;
}
