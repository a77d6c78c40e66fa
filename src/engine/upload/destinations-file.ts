import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { FilemillError } from '../../shared/errors/filemill-error';
import { readDestination, type Destination } from './destination';

/** In the data folder: a map from names to destinations, without any secret. */
export const DESTINATIONS_NAME = 'destinations.yaml';

/** @throws FilemillError `settings.invalid` where there is no destination of that name, or it is not right */
export function destinationNamed(dataFolder: string, name: string): Destination {
  const all = readAll(join(dataFolder, DESTINATIONS_NAME));
  if (Object.hasOwn(all, name)) return readDestination(all[name]);
  const known = Object.keys(all);
  throw new FilemillError('settings.invalid', `There is no destination named ${name}.`, {
    hint: known.length > 0 ? `There is: ${known.join(', ')}.` : `Describe it in ${DESTINATIONS_NAME} in the data folder, or give --bucket.`,
  });
}

function readAll(path: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new FilemillError('settings.invalid', `${DESTINATIONS_NAME} can’t be read.`, { hint: 'Look at the rights of the file.', cause: error });
  }
  try {
    const all: unknown = parse(text, { maxAliasCount: 0 });
    if (all === null) return {};
    if (typeof all === 'object' && !Array.isArray(all)) return all as Record<string, unknown>;
  } catch (error) {
    throw new FilemillError('settings.invalid', `${DESTINATIONS_NAME} is not right: ${(error as Error).message.split('\n')[0]}`, { hint: 'Correct it.', cause: error });
  }
  throw new FilemillError('settings.invalid', `${DESTINATIONS_NAME} is not right.`, { hint: 'It maps names to destinations.' });
}
