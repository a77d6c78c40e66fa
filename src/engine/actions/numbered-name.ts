import { extname } from 'node:path';
import { cutName } from '../../base/cut-name';

/** Endings of two parts that a number must not come between. */
const DOUBLE = /\.tar\.[a-z0-9]{1,4}$/i;
/** What is longer is no extension: of a name without room for it, it gives way. */
const LONGEST_EXTENSION = 32;

/**
 * "name", "name (2)", "name (3)" …; a file's number goes before its extension. A name that has no room for it is cut.
 *
 * @param name may be a path
 */
export function numberedName(name: string, number: number, isFile = true): string {
  if (number === 1) return name;
  const found = isFile ? (DOUBLE.exec(name)?.[0] ?? extname(name)) : '';
  const extension = found.length > LONGEST_EXTENSION ? '' : found;
  const start = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
  return `${name.slice(0, start)}${cutName(name.slice(start, name.length - extension.length), ` (${number})${extension}`)}`;
}
