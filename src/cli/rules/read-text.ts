import { readFileSync, statSync } from 'node:fs';
import { FilemillError } from '../../shared/errors/filemill-error';
import { shown } from '../print';

/** More is no file of rules. */
const MOST_BYTES = 8_000_000;

/** What a file of rules holds; `-` is standard input. @throws FilemillError `usage.invalid` when it can't be read */
export function readText(path: string): string {
  try {
    if (path === '-') return readFileSync(0, 'utf8');
    if (statSync(path).size > MOST_BYTES) throw new FilemillError('usage.invalid', `${shown(path)} is too large for a file of rules.`, { hint: 'Such a file has 2 MB at most.' });
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof FilemillError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'There is no file' : code === 'EISDIR' ? 'This is a folder and no file:' : 'This can’t be read:';
    throw new FilemillError('usage.invalid', `${why} ${shown(path)}.`, { hint: 'Check its name.', cause: error });
  }
}
