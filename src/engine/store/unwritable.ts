import { FilemillError } from '../../shared/errors/filemill-error';

/** The data folder can't be written: a read-only drive, or another owner. */
export function unwritable(dataFolder: string, cause: unknown): FilemillError {
  return new FilemillError('store.unwritable', `The data folder ${dataFolder} can’t be written.`, {
    hint: 'Give yourself the right to write there, or name another folder with --data.',
    cause,
  });
}
