import { accessSync, constants, mkdirSync } from 'node:fs';
import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

/**
 * Makes sure that the data folder is there and can be written.
 *
 * @throws FilemillError `store.unwritable`
 */
export function openDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new FilemillError('store.unwritable', t('The data folder "{path}" can’t be written.', { path }), {
      hint: t('Give yourself the right to write there, or start Filemill with --data and another folder.'),
      cause,
    });
  }
}
