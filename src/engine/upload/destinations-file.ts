import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument, type Document } from 'yaml';
import { atomicWrite } from '../../base/atomic-write';
import { FilemillError } from '../../shared/errors/filemill-error';
import { destinationSchema } from '../../shared/model/destination';
import { readDestination, type Destination } from './destination';
import { t } from '../../shared/words/words';

/** In the data folder: a map from names to destinations, without any secret. */
export const DESTINATIONS_NAME = 'destinations.yaml';

const pathIn = (dataFolder: string): string => join(dataFolder, DESTINATIONS_NAME);

/** @throws FilemillError `settings.invalid` where there is no destination of that name, or it is not right */
export function destinationNamed(dataFolder: string, name: string): Destination {
  const all = writtenDestinations(dataFolder);
  if (Object.hasOwn(all, name)) return readDestination(all[name]);
  const known = Object.keys(all);
  throw new FilemillError('settings.invalid', t('There is no destination named {name}.', { name }), {
    hint: known.length > 0 ? t('There is: {known}.', { known: known.join(', ') }) : t('Add it in the settings, under “Destinations”.'),
  });
}

interface Read {
  stamp: string;
  all: Readonly<Record<string, unknown>>;
}

/** Rules ask for each of many files: the file is read anew when it has changed. */
const read = new Map<string, Read>();

/**
 * All of them, as they are written; each has still to be read.
 *
 * @throws FilemillError `settings.invalid`
 */
export function writtenDestinations(dataFolder: string): Readonly<Record<string, unknown>> {
  const path = pathIn(dataFolder);
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stats) return {};
  const stamp = `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
  const known = read.get(path);
  if (known?.stamp === stamp) return known.all;
  const all = asMap(readText(path));
  read.set(path, { stamp, all });
  return all;
}

/** Adds one or changes it; comments and all others stay as they are. @throws FilemillError `settings.invalid` */
export function writeDestination(dataFolder: string, name: string, destination: Destination): void {
  change(dataFolder, (document) => document.setIn([name], withoutDefaults(destination)));
}

export function removeDestination(dataFolder: string, name: string): void {
  change(dataFolder, (document) => document.deleteIn([name]));
}

function change(dataFolder: string, act: (document: Document) => void): void {
  const path = pathIn(dataFolder);
  // Nothing is written into a file that can't be understood.
  writtenDestinations(dataFolder);
  const text = statSync(path, { throwIfNoEntry: false }) ? readText(path) : '';
  const document = parseDocument(text);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  act(document);
  atomicWrite(path, document.toString());
}

function withoutDefaults(destination: Destination): Record<string, unknown> {
  const usual: Record<string, unknown> = destinationSchema.parse({ bucket: destination.bucket });
  return Object.fromEntries(Object.entries(destination).filter(([key, value]) => key === 'bucket' || JSON.stringify(value) !== JSON.stringify(usual[key])));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new FilemillError('settings.invalid', t('{file} can’t be read.', { file: DESTINATIONS_NAME }), { hint: t('Look at the rights of the file.'), cause: error });
  }
}

function asMap(text: string): Record<string, unknown> {
  try {
    const all: unknown = parse(text, { maxAliasCount: 0 });
    if (all === null) return {};
    if (typeof all === 'object' && !Array.isArray(all)) return all as Record<string, unknown>;
  } catch (error) {
    throw new FilemillError('settings.invalid', t('{file} is not right: {fault}', { file: DESTINATIONS_NAME, fault: (error as Error).message.split('\n')[0] ?? '' }), { hint: t('Correct it.'), cause: error });
  }
  throw new FilemillError('settings.invalid', t('{file} is not right.', { file: DESTINATIONS_NAME }), { hint: t('It maps names to destinations.') });
}
