import { resolve } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';

/** The one folder that a command is about, absolute. @throws FilemillError `usage.invalid` */
export function oneFolder(given: readonly string[], usage: string): string {
  const [folder, ...others] = given;
  if (folder !== undefined && others.length === 0) return resolve(folder);
  throw new FilemillError('usage.invalid', folder === undefined ? 'Which folder?' : 'One folder at a time.', { hint: `filemill ${usage}` });
}

/** @throws FilemillError `usage.invalid` */
export function needed(option: string, given: string | undefined, usage: string): string {
  if (given !== undefined && given !== '') return given;
  throw new FilemillError('usage.invalid', `--${option} is missing.`, { hint: `filemill ${usage}` });
}
