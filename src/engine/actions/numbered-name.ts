import { extname } from 'node:path';

/** "name", "name (2)", "name (3)" …; a file's number goes before its extension. */
export function numberedName(name: string, number: number, isFile = true): string {
  if (number === 1) return name;
  const extension = isFile ? extname(name) : '';
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}
