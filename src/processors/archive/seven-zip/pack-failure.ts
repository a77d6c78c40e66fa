import { FilemillError } from '../../../shared/errors/filemill-error';
import type { Ending } from './seven-zip-process';
import { t } from '../../../shared/words/words';

/** Why making an archive ended badly; null when it did not. A file that could not be read is a failure, too. */
export function packFailureOf({ code, signal, errors }: Ending): FilemillError | null {
  if (code === 0) return null;
  const details = `7-Zip ended with ${signal ?? code}. ${errors.trim().slice(0, 1_000)}`;
  if (/No space left|disk full/i.test(errors)) {
    return new FilemillError('disk.full', t('The disk is full.'), { hint: t('Free some space; Filemill goes on by itself.'), details });
  }
  if (/Permission denied/i.test(errors)) {
    return new FilemillError('file.denied', t('A file that belongs into the archive may not be read.'), {
      hint: t('Give your account the right to read it, then retry.'),
      details,
    });
  }
  if (/No such file/i.test(errors)) {
    return new FilemillError('file.vanished', t('A file that belongs into the archive is no longer there.'), {
      hint: t('Make the archive again from what is there.'),
      details,
    });
  }
  if (signal === 'SIGKILL' || /allocate required memory|out of memory/i.test(errors)) {
    return new FilemillError('system.exhausted', t('There was not enough memory to make the archive.'), {
      hint: t('Close other programs, or choose a lower level, then retry.'),
      details,
    });
  }
  return new FilemillError('archive.notVerified', t('The archive could not be made.'), { hint: t('Retry; the files are untouched.'), details });
}
