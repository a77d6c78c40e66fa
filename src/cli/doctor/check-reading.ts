import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTesseract, type NativeTesseract } from '../../base/find-tesseract';
import { languageCodes } from '../../base/trained-data';
import { connectControl, type Inspector, type InspectedReading } from '../../engine/engine-queries';
import { NO_SECRETS } from '../../engine/workers/node-host';
import { toErrorData } from '../../shared/errors/filemill-error';
import type { DoctorCheck } from '../../shared/model/engine';
import { withInspector } from '../with-inspector';
import { trialPicture } from './trial-picture';

/** A check, and what it found as values. */
export interface ReadingCheck extends DoctorCheck {
  found: Record<string, unknown>;
}

/** Tries out what documents are read with: OCR, its languages, LibreOffice, and where passwords are kept. */
export async function checkReading(dataFolder: string): Promise<ReadingCheck[]> {
  const languageFolder = join(dataFolder, 'languages');
  return withInspector(async (inspector, scratchDir) => {
    const native = await findTesseract();
    return [
      await guarded('text recognition', () => checkRecognition(inspector, scratchDir)),
      await guarded('tesseract', () => checkTesseract(native)),
      await guarded('languages', () => checkLanguages(languageFolder, native)),
      await guarded('LibreOffice', () => checkLibreOffice(inspector, scratchDir)),
      await guarded('key store', () => checkKeyStore(dataFolder)),
    ];
  });
}

type Finding = Pick<ReadingCheck, 'sentence' | 'found'> & Partial<DoctorCheck>;

async function guarded(name: string, check: () => Finding | Promise<Finding>): Promise<ReadingCheck> {
  try {
    return { name, level: 'ok', hint: '', ...(await check()) };
  } catch (error) {
    const { message, hint } = toErrorData(error);
    return { name, level: 'problem', sentence: message, hint, found: {} };
  }
}

/** The engine that ships, on a picture of one word. */
async function checkRecognition(inspector: Inspector, scratchDir: string): Promise<Finding> {
  const { report, text } = await read(inspector, join(scratchDir, 'word.png'), trialPicture());
  const engine = report.kind === 'image' ? (report.ocr?.engine ?? null) : null;
  // How well it reads such a coarse picture is not the question.
  if (engine !== null && text.trim() !== '') return { sentence: `Text in pictures is read (${engine}).`, found: { engine } };
  return { level: 'problem', sentence: 'A word in a picture was not read.', hint: 'Install Filemill again.', found: { engine } };
}

function checkTesseract(native: NativeTesseract | null): Finding {
  if (native === null) {
    return { sentence: 'This machine has no tesseract of its own.', hint: 'It is not needed; with one, OCR is faster.', found: { version: null } };
  }
  const { version } = native;
  const languages = [...native.languages];
  return { sentence: `This machine has tesseract ${version} with ${languages.join(', ') || 'no language'}.`, found: { version, languages } };
}

function checkLanguages(folder: string, native: NativeTesseract | null): Finding {
  const languages = languageCodes(folder);
  const isMissing = !languages.some((code) => code !== 'eng') && ![...(native?.languages ?? [])].some((code) => code !== 'eng');
  return {
    sentence: `OCR has the ${languages.length === 1 ? 'language' : 'languages'} ${languages.join(', ')}.`,
    hint: isMissing ? `Others are added in the window’s settings, or as files CODE.traineddata in ${folder}` : '',
    found: { languages, folder },
  };
}

/** A document that only LibreOffice reads. */
async function checkLibreOffice(inspector: Inspector, scratchDir: string): Promise<Finding> {
  const { report, warnings } = await read(inspector, join(scratchDir, 'words.rtf'), Buffer.from('{\\rtf1\\ansi Words\\par}'));
  if (report.kind === 'document') return { sentence: 'LibreOffice is there: .doc, .odt and .rtf are read.', found: { isUsable: true } };
  // The reader's warning says which: that it is not installed, or what it failed on.
  const reason = warnings.join(' ').replace(/^This is an? [^.]*\. /, '');
  return {
    level: reason.startsWith('With LibreOffice installed') ? 'ok' : 'warning',
    sentence: 'Without LibreOffice, .doc, .odt and .rtf are not read.',
    hint: reason,
    found: { isUsable: false },
  };
}

/** Only the window reaches it; it is asked when it runs. */
async function checkKeyStore(dataFolder: string): Promise<Finding> {
  const engine = await connectControl(dataFolder);
  try {
    const obstacle = engine ? (await engine.call('passwords.list', {})).obstacle : (await NO_SECRETS.seal('')).obstacle;
    if (obstacle === null) return { sentence: 'The key store of this system keeps passwords.', found: { isUsable: true } };
    return {
      sentence: obstacle,
      hint: engine ? '' : 'Start the window and ask again to hear whether this system has a key store.',
      found: { isUsable: engine ? false : null },
    };
  } finally {
    engine?.close();
  }
}

async function read(inspector: Inspector, path: string, bytes: Buffer): Promise<InspectedReading> {
  writeFileSync(path, bytes);
  const source = inspector.look(path);
  return inspector.read(source, await inspector.recognise(source), {
    ocr: { languages: ['eng'], languageFolder: null, mode: 'always', useNative: false },
    passwords: [],
    withoutTables: true,
    withFaces: false,
    progressed: () => undefined,
  });
}
