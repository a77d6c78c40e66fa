import { basename, dirname, join } from 'node:path';
import { cutName } from '../../base/cut-name';
import { isThere } from './file-version';
import { numberedName } from './numbered-name';
import { firstFree } from './place-new';

/** What is brought back gets its name again, or one beside it where somebody else has that by now. */
export function freeOrBeside(path: string): string {
  if (!isThere(path)) return path;
  const beside = cutName(basename(path), ' (was there before)');
  const nth = (number: number): string => join(dirname(path), numberedName(beside, number, false));
  return isThere(nth(1)) ? firstFree(nth) : nth(1);
}
