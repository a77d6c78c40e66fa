import { extname } from 'node:path';

/** Endings of two parts that a number must not come between. */
const DOUBLE = /\.tar\.[a-z0-9]{1,4}$/i;

/** "name", "name (2)", "name (3)" …; a file's number goes before its extension. */
export function numberedName(name: string, number: number, isFile = true): string {
  if (number === 1) return name;
  const extension = isFile ? (DOUBLE.exec(name)?.[0] ?? extname(name)) : '';
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}
