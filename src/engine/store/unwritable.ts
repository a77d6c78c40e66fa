import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

/** The data folder can't be written: a read-only drive, or another owner. */
export function unwritable(dataFolder: string, cause: unknown): FilemillError {
  return new FilemillError('store.unwritable', t('The data folder {dataFolder} can’t be written.', { dataFolder }), {
    hint: t('Give yourself the right to write there, or name another folder with --data.'),
    cause,
  });
}
