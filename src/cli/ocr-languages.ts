import { readdirSync } from 'node:fs';

const SHIPPED = 'eng';
const TRAINED_DATA = /^([A-Za-z][A-Za-z0-9_-]*)\.traineddata(?:\.gz)?$/;

/** Codes of the languages that Filemill's own OCR has: the one that ships, and those added to `folder`, which may not exist. */
export function ocrLanguages(folder: string): string[] {
  const added = namesIn(folder).flatMap((name) => TRAINED_DATA.exec(name)?.[1] ?? []);
  return [...new Set([SHIPPED, ...added.sort()])];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
