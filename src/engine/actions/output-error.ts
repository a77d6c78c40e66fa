import { dirname } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { t } from '../../shared/words/words';

/** What stood in the way of writing into a folder, in words; anything else is given back as it is. `what`: "picture". */
export function toOutputError(error: unknown, folder: string, what: string): unknown {
  const shown = displayName(folder);
  const extras = { cause: error, details: error instanceof Error ? error.message : String(error) };
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new FilemillError('folder.denied', t('Filemill is not allowed to write into {shown}.', { shown }), { ...extras, hint: t('Choose another folder, or give your account the right to write there.') });
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new FilemillError('disk.full', t('There is no room left for the {what} in {shown}.', { what, shown }), { ...extras, hint: t('Free some space, or choose a folder on another disk.') });
    case 'ENOTDIR':
    case 'EEXIST':
      return new FilemillError('folder.notFolder', t('{shown} is no folder.', { shown }), { ...extras, hint: t('Choose a folder.') });
    case 'ENOENT':
      return new FilemillError('folder.missing', dirname(shown) === shown ? t('{shown} is not there any more.', { shown }) : t('The folder {shown} is not there any more.', { shown }), { ...extras, hint: t('Choose another folder, or connect its drive.') });
    case 'ENAMETOOLONG':
      return new FilemillError('settings.invalid', t('The name is too long for this disk.'), { ...extras, hint: t('Choose a shorter name.') });
    default:
      return error;
  }
}
