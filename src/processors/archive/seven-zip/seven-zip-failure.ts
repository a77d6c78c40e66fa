import { FilemillError } from '../../../shared/errors/filemill-error';
import type { Ending } from './seven-zip-process';
import { t, words } from '../../../shared/words/words';

const DAMAGED_HINT = words('Ask for the archive again, or look for another copy.');
const TOO_COMPLEX_HINT = words('Unpack it with another program if you trust where it comes from.');

export const damaged = (message: string, details?: string): FilemillError =>
  new FilemillError('file.damaged', message, { hint: t(DAMAGED_HINT), ...(details === undefined ? {} : { details }) });

export const tooComplex = (details: string): FilemillError =>
  new FilemillError('file.tooComplex', t('Unpacking the archive needs more memory than Filemill gives it.'), {
    hint: t(TOO_COMPLEX_HINT),
    details,
  });

/** @param bytes of the dictionary that it was packed with */
export const windowTooLarge = (bytes: number): FilemillError => tooComplex(t('It was packed with a window of {megabytes, number} MB, all of which would have to be held in memory.', { megabytes: Math.round(bytes / 2 ** 20) }));

/** @param tried whether there were passwords to try */
export const needsPassword = (tried: boolean): FilemillError =>
  new FilemillError(
    'file.needsPassword',
    tried ? t('The archive is locked; none of the known passwords opens it.') : t('The archive needs a password.'),
    { hint: t('Add its password and retry.') },
  );

export const partMissing = (name: string): FilemillError =>
  new FilemillError('archive.partMissing', t('The archive is cut into parts, and “{name}” is missing.', { name }), {
    hint: t('Put all of its parts into one folder, then retry the first one.'),
  });

/** 7-Zip sees the parts under other names than people. */
export const withRealName = <T>(thrown: T, { next }: { readonly next: string | null }): T | FilemillError =>
  thrown instanceof FilemillError && thrown.code === 'archive.partMissing' && next !== null ? partMissing(next) : thrown;

/** @param words of 7-Zip */
export const isUnexpectedEnd = (words: string): boolean => /Unexpected end/i.test(words);

export const isPasswordFailure = ({ code, errors }: Ending): boolean =>
  /Wrong password|Cannot open encrypted archive/i.test(errors) || (code === 255 && /Break signaled|Enter password/.test(errors));

/** Why it ended as it did; null when it ended well, or with nothing worse than a warning. */
export function failureOf(ending: Ending): FilemillError | null {
  const { code, signal, errors } = ending;
  if (code === 0 || code === 1) return null;
  const details = `7-Zip ended with ${signal ?? code}. ${errors.trim().slice(0, 1_000)}`;
  // The shell's words for a program that it can't find or may not run.
  if (code === 126 || code === 127) {
    return new FilemillError('environment.missing', t('The 7-Zip that comes with Filemill can’t be started.'), {
      hint: t('Install Filemill again.'),
      details,
    });
  }
  if (signal === 'SIGXCPU') {
    return new FilemillError('file.tooSlow', t('Unpacking the archive took too long and was stopped.'), { hint: t(TOO_COMPLEX_HINT), details });
  }
  // Nobody here sends it but for a cancel: the system was out of memory.
  if (signal === 'SIGKILL' || /allocate required memory|not enough memory|out of memory/i.test(errors)) return tooComplex(details);
  const missing = /Missing volume ?: ?(.+)/.exec(errors)?.[1];
  if (missing !== undefined) return partMissing(missing.trim());
  if (/Unsupported Method/i.test(errors)) {
    return damaged(t('The archive is packed in a way that Filemill can’t unpack.'), details);
  }
  if (/Cannot open the file as|Is not archive|can't open as archive/i.test(errors)) {
    return damaged(isUnexpectedEnd(errors) ? t('The archive is damaged: its end is missing.') : t('The archive is damaged: it can’t be opened.'), details);
  }
  return damaged(t('The archive is damaged: not all of it can be unpacked.'), details);
}
