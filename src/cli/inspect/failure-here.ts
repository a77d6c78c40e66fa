import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { findTesseract } from '../../base/find-tesseract';
import { languageCodes } from '../../base/trained-data';

/** What was asked for when it failed. */
export interface Asked {
  mime: string | null;
  /** How many passwords were given. */
  passwords: number;
  /** Of OCR; none when it was not wanted. */
  languages: readonly string[];
  /** Where added languages lie. */
  languageFolder: string;
}

/** The same failure with what to do on the command line: the engine's hints are about the window. */
export async function failureHere(error: ErrorData, asked: Asked): Promise<ErrorData> {
  if (error.code === 'file.needsPassword') return { ...error, ...locked(asked.passwords, asked.mime === 'application/pdf' ? 'PDF' : 'archive') };
  if (error.code === 'ocr.noLanguage') return { ...error, hint: await languageHint(asked) };
  return error;
}

function locked(passwords: number, what: string): Pick<ErrorData, 'message' | 'hint'> {
  if (passwords === 0) return { message: `This ${what} is locked with a password.`, hint: 'Give it: --password PASSWORD' };
  return {
    message: passwords === 1 ? `The password given does not fit this ${what}.` : `The ${passwords} passwords given do not fit this ${what}: none opens it.`,
    hint: 'Check its capitals and spaces, and put it between quotation marks: --password \'PASSWORD\'',
  };
}

async function languageHint({ languages, languageFolder }: Asked): Promise<string> {
  const installed = languageCodes(languageFolder);
  const missing = languages.filter((code) => !installed.includes(code));
  if (missing.length === 0) {
    const files = languages.map((code) => join(languageFolder, `${code}.traineddata`)).filter((path) => existsSync(path));
    return `Put a whole file in the place of ${files.join(', ') || 'it'}, or read without it.`;
  }
  const ofMachine = [...((await findTesseract())?.languages ?? [])];
  const others = ofMachine.some((code) => !installed.includes(code)) ? ` (the tesseract of this machine: ${ofMachine.join(', ')})` : '';
  const names = missing.map((code) => `${code}.traineddata`).join(', ');
  return `Installed: ${installed.join(', ')}${others}. To add one, use the window’s settings, Text recognition, or put ${names} into ${languageFolder}`;
}
