import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';

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
    if (!stat.isFile()) throw new FilemillError('file.notRegular', `${shownName(path)} is no regular file.`, { hint: 'Put a file there.' });
    if (stat.size > mostBytes) throw new FilemillError('file.tooLarge', `${shownName(path)} is larger than it can be.`, { hint: 'Look at what it is.' });
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
    if (code === 'ELOOP') throw new FilemillError('file.notRegular', `${shownName(path)} is a link and is not followed.`, { hint: 'Put the file itself there.' });
    throw new FilemillError('file.denied', `${shownName(path)} can’t be read (${code ?? 'no reason given'}).`, { hint: 'Give your account the right to read it.' });
  }
}
