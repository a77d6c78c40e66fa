import { FilemillError } from '../../shared/errors/filemill-error';
import { t, words } from '../../shared/words/words';

const CHANGED_HINT = words('Nothing to do: the file is looked at again by itself.');

/** The failure behind an error of `node:fs`, as one of the codes of the error table. FilemillErrors pass unchanged. */
export function toFileError(thrown: unknown): FilemillError {
  if (thrown instanceof FilemillError) return thrown;
  const system = (thrown as NodeJS.ErrnoException | null)?.code ?? '';
  const extras = { details: thrown instanceof Error ? thrown.message : String(thrown), cause: thrown };
  switch (system) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new FilemillError('file.vanished', t('The file is no longer there.'), { ...extras, hint: t(CHANGED_HINT) });
    case 'EACCES':
    case 'EPERM':
      return new FilemillError('file.denied', t('Filemill is not allowed to read this file.'), {
        ...extras,
        hint: t('Give your account the right to read it, then retry.'),
      });
    case 'ELOOP':
    case 'EISDIR':
    case 'ENXIO':
    case 'ENODEV':
      return notRegular(extras);
    case 'EBUSY':
    case 'ETXTBSY':
      return new FilemillError('file.locked', t('Another program has the file locked.'), {
        ...extras,
        hint: t('Close it in the other program; Filemill goes on by itself.'),
      });
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOMEM':
      return new FilemillError('system.exhausted', t('The system has run out of open files or memory.'), {
        ...extras,
        hint: t('Close other programs; Filemill goes on by itself.'),
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new FilemillError('disk.full', t('The disk is full.'), {
        ...extras,
        hint: t('Free some space; Filemill goes on by itself.'),
      });
    default:
      return new FilemillError('file.unreadable', t('The file can’t be read ({system}).', { system: system || t('unknown error') }), {
        ...extras,
        hint: t('Check the disk or the network connection, then retry.'),
      });
  }
}

export function notRegular(extras: { details?: string; cause?: unknown } = {}): FilemillError {
  return new FilemillError('file.notRegular', t('This is a link, a folder, a pipe or a device, not an ordinary file.'), {
    ...extras,
    hint: t('Put the file itself into the folder.'),
  });
}

export function changed(details: string): FilemillError {
  return new FilemillError('file.changed', t('The file changed while it was being read.'), { hint: t(CHANGED_HINT), details });
}

export function outsideFolder(): FilemillError {
  return new FilemillError('file.outsideFolder', t('The file lies outside its folder, behind a link.'), {
    hint: t('Put the file itself into the folder.'),
  });
}
