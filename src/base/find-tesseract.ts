import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** A tesseract program of the machine. */
export interface NativeTesseract {
  readonly path: string;
  /** "5.3.0" */
  readonly version: string;
  readonly languages: ReadonlySet<string>;
}

const USUAL_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin', '/usr/local/bin'],
  darwin: ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'],
  win32: ['C:\\Program Files\\Tesseract-OCR'],
};
/** Older ones know no LSTM models, or have another table. */
const MIN_MAJOR_VERSION = 4;
/** Data that it lists among its languages: of orientation, and of formulas. */
const NO_LANGUAGES = ['osd', 'equ'];
const ANSWER_MS = 10_000;

/**
 * The first one on the given PATH or in the usual places that answers and is new enough; null when there is none.
 * Relative entries of the PATH don't count: what lies in the current folder may be a file that just arrived.
 */
export async function findTesseract(searchPath = process.env['PATH'] ?? ''): Promise<NativeTesseract | null> {
  const name = process.platform === 'win32' ? 'tesseract.exe' : 'tesseract';
  const folders = [...searchPath.split(delimiter).filter(isAbsolute), ...(USUAL_PLACES[process.platform] ?? [])];
  for (const folder of new Set(folders)) {
    const path = join(folder, name);
    const found = isProgram(path) ? await ask(path) : null;
    if (found) return found;
  }
  return null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function ask(path: string): Promise<NativeTesseract | null> {
  const version = /tesseract v?(\d[\w.-]*)/.exec((await print(path, '--version')) ?? '')?.[1];
  if (version === undefined || Number.parseInt(version, 10) < MIN_MAJOR_VERSION) return null;
  const listed = await print(path, '--list-langs');
  if (listed === null) return null;
  const [, ...languages] = listed.split(/\r?\n/).map((line) => line.trim());
  return { path, version, languages: new Set(languages.filter((code) => code !== '' && !NO_LANGUAGES.includes(code))) };
}

/** What the program says on either channel (which one differs between its versions), or null when it fails. */
function print(path: string, argument: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(path, [argument], { timeout: ANSWER_MS, killSignal: 'SIGKILL', windowsHide: true }, (error, stdout, stderr) =>
      resolve(error ? null : `${stdout}${stderr}`),
    );
  });
}
