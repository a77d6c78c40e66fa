import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { t } from '../../../shared/words/words';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Text of a file that belongs to another one; null where there is none.
 *
 * @throws FilemillError `file.tooLarge`, `file.notRegular`, `file.denied`
 */
export function readSmallFile(path: string, mostBytes: number): string | null {
  const descriptor = openIfThere(path);
  if (descriptor === null) return null;
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new FilemillError('file.notRegular', t('{shown} is no regular file.', { shown: shownName(path) }), { hint: t('Put a file there.') });
    if (stat.size > mostBytes) throw new FilemillError('file.tooLarge', t('{shown} is larger than it can be.', { shown: shownName(path) }), { hint: t('Look at what it is.') });
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

const shownName = (path: string): string => displayName(basename(path));

function openIfThere(path: string): number | null {
  try {
    return openSync(toFsPath(path), FLAGS);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
    if (code === 'ELOOP') throw new FilemillError('file.notRegular', t('{shown} is a link and is not followed.', { shown: shownName(path) }), { hint: t('Put the file itself there.') });
    throw new FilemillError('file.denied', t('{shown} can’t be read ({code}).', { shown: shownName(path), code: code ?? t('no reason given') }), { hint: t('Give your account the right to read it.') });
  }
}
