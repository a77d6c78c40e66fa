import { isAbsolute, relative, sep } from 'node:path';
import { nameFacts, type NameFacts } from './name-facts';

/** Facts of a name in an absolute folder. Outside of its watched folder a file's path is the whole one. */
export function placeFacts(root: string, { folder, name }: { folder: string; name: string }): NameFacts {
  const below = relative(root, folder);
  const isOutside = isAbsolute(below) || below === '..' || below.startsWith(`..${sep}`);
  const subfolder = (isOutside ? folder : below).split(sep).join('/');
  return nameFacts(subfolder === '' ? name : `${subfolder}/${name}`);
}
