import { basename, extname, join } from 'node:path';
import { makeFolders } from '../../base/make-folders';
import { isThere } from './file-version';

/** The path that a file gets in the folder: its own name, or the next free one. Makes the folder. */
export function planMove(folder: string, source: string): string {
  makeFolders(folder);
  const name = basename(source);
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number += 1) {
    const target = join(folder, number === 1 ? name : `${stem} (${number})${extension}`);
    if (!isThere(target)) return target;
  }
}
