import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A language's trained data, plain or packed by gzip. */
export interface TrainedData {
  /** "eng", "deu", "chi_sim" */
  readonly code: string;
  readonly path: string;
  /** Comes with Filemill; all others were added. */
  readonly isShipped: boolean;
}

/** The one that comes with Filemill, out of the package of its data. */
export const SHIPPED_LANGUAGE = 'eng';
const CODE = /^[A-Za-z][A-Za-z0-9_-]{1,39}$/;
const ENDINGS = ['.traineddata', '.traineddata.gz'];

/** Those at hand, by code; an added one goes before the shipped one. `languageFolder` may be missing, or not exist. */
export function listLanguages(languageFolder: string | null): TrainedData[] {
  const found = new Map<string, TrainedData>();
  const shipped = shippedPath();
  if (shipped !== null) found.set(SHIPPED_LANGUAGE, { code: SHIPPED_LANGUAGE, path: shipped, isShipped: true });
  for (const name of languageFolder === null ? [] : namesIn(languageFolder)) {
    const ending = ENDINGS.find((one) => name.endsWith(one));
    const code = ending === undefined ? '' : name.slice(0, -ending.length);
    if (CODE.test(code)) found.set(code, { code, path: join(languageFolder ?? '', name), isShipped: false });
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Codes of those at hand, the shipped one first. */
export function languageCodes(languageFolder: string): string[] {
  const codes = listLanguages(languageFolder).map(({ code }) => code);
  return [SHIPPED_LANGUAGE, ...codes.filter((code) => code !== SHIPPED_LANGUAGE)];
}

/** The data of one language, or null. */
export function findLanguage(code: string, languageFolder: string | null): TrainedData | null {
  if (!CODE.test(code)) return null;
  for (const ending of languageFolder === null ? [] : ENDINGS) {
    const path = join(languageFolder ?? '', code + ending);
    if (isFile(path)) return { code, path, isShipped: false };
  }
  const path = code === SHIPPED_LANGUAGE ? shippedPath() : null;
  return path === null ? null : { code, path, isShipped: true };
}

/** The integer LSTM model of the data package: the other variant is three times as large and slower. */
function shippedPath(): string | null {
  const manifest = createRequire(import.meta.url).resolve(`@tesseract.js-data/${SHIPPED_LANGUAGE}/package.json`);
  const path = join(dirname(manifest), '4.0.0_best_int', `${SHIPPED_LANGUAGE}.traineddata.gz`);
  return isFile(path) ? path : null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder).sort().reverse() : [];
}
