import { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntryWarning } from '../../../shared/model/archive';
import { t } from '../../../shared/words/words';

/** One entry can't be written; the others can. */
export class EntryRefusal extends Error {
  override readonly name = 'EntryRefusal';
  constructor(readonly warning: EntryWarning) {
    super(warning.message);
  }
}

/**
 * What a failure to write means: an {@link EntryRefusal} where the file system does not take this one entry, else a
 * FilemillError that ends all of it.
 */
export function toWriteError(thrown: unknown): Error {
  if (thrown instanceof EntryRefusal || thrown instanceof FilemillError) return thrown;
  const system = (thrown as NodeJS.ErrnoException | null)?.code ?? '';
  const extras = { details: thrown instanceof Error ? thrown.message : String(thrown), cause: thrown };
  switch (system) {
    case 'ENAMETOOLONG':
      return new EntryRefusal({ code: 'longName', message: t('The disk does not take so long a name or path.') });
    case 'EILSEQ':
    case 'EINVAL':
      return new EntryRefusal({ code: 'illegalName', message: t('The disk does not take its name.') });
    case 'EEXIST':
      return new EntryRefusal({ code: 'caseClash', message: t('The disk takes its name for the same as another one.') });
    case 'EFBIG':
      return new EntryRefusal({ code: 'tooLarge', message: t('The disk does not take files of this size.') });
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(extras);
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
      return meddled(extras);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new FilemillError('folder.denied', t('Filemill is not allowed to write into the folder.'), { ...extras, hint: t('Choose another folder, or give your account the right to write there.') });
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOMEM':
      return new FilemillError('system.exhausted', t('The system has run out of open files or memory.'), { ...extras, hint: t('Close other programs and try again.') });
    default:
      return new FilemillError('file.unreadable', t('What is unpacked can’t be written ({system}).', { system: system || t('unknown error') }), { ...extras, hint: t('Check the disk or the network connection, then try again.') });
  }
}

export function diskFull(extras: { details?: string; cause?: unknown } = {}): FilemillError {
  return new FilemillError('disk.full', t('There is not enough room on the disk for what is in the archive.'), { ...extras, hint: t('Free some space, or unpack it to another disk.') });
}

export function meddled(extras: { details?: string; cause?: unknown } = {}): FilemillError {
  return new FilemillError('file.unsafe', t('Another program changed the folder while it was being written, so unpacking was stopped.'), {
    ...extras,
    hint: t('Find out which program works in that folder, then try again.'),
  });
}
