import { join, resolve } from 'node:path';
import type { Inspector, InspectOptions } from '../../engine/engine-queries';
import { languageCodeSchema } from '../../shared/model/folder';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { parseArguments } from '../arguments';
import { dataFolder } from '../data-folder';
import { failureHere } from '../inspect/failure-here';
import type { Inspected } from '../inspect/inspected';
import { inspectedJson } from '../inspect/inspected-json';
import { inspectedLines } from '../inspect/inspected-lines';
import { printLongJson, printLine, printNote } from '../print';
import { withInspector } from '../with-inspector';

export const usage = 'inspect FILE… [--ocr LANGS|off] [--faces] [--password P] [--no-tables]';

/** Reads files and prints all that is known, without storing anything. Exit 1 when one of them could not be read. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {
    ocr: { type: 'string' },
    password: { type: 'string', multiple: true },
    faces: { type: 'boolean' },
    'no-tables': { type: 'boolean' },
  });
  if (positionals.length === 0) {
    throw new FilemillError('usage.invalid', 'Which file is to be inspected?', { hint: `filemill ${usage}` });
  }
  const languageFolder = join(dataFolder(values.data), 'languages');
  const options: InspectOptions = {
    ocr: ocrOptions(values.ocr, languageFolder),
    passwords: values.password ?? [],
    withoutTables: values['no-tables'] ?? false,
    withFaces: values.faces ?? false,
    progressed: (done, pages) => {
      if (pages > 1) printNote(`OCR: ${done} of ${pages} pages`);
    },
  };
  return withInspector(async (inspector) => {
    let failures = 0;
    for (const [index, file] of positionals.entries()) {
      const inspected = await inspect(inspector, resolve(file), options, languageFolder);
      if (inspected.error) failures += 1;
      if (values.json) printLongJson(inspectedJson(inspected));
      else printLine(`${index > 0 ? '\n' : ''}${inspectedLines(inspected).join('\n')}`);
    }
    return failures > 0 ? 1 : 0;
  });
}

async function inspect(inspector: Inspector, path: string, options: InspectOptions, languageFolder: string): Promise<Inspected> {
  const inspected: Inspected = { path, size: null, recognition: null, reading: null, error: null };
  try {
    const source = inspector.look(path);
    inspected.size = source.size;
    inspected.recognition = await inspector.recognise(source);
    inspected.reading = await inspector.read(source, inspected.recognition, options);
  } catch (error) {
    inspected.error = await failureHere(toErrorData(error), {
      mime: inspected.recognition?.mime ?? null,
      passwords: options.passwords.length,
      languages: options.ocr?.languages ?? [],
      languageFolder,
    });
  }
  return inspected;
}

/** `--ocr deu+eng` reads every picture in these languages, `off` none; without it, those that seem to hold text. */
function ocrOptions(given: string | undefined, languageFolder: string): InspectOptions['ocr'] {
  if (given === 'off') return null;
  const codes = given?.split(/[+,]/).map((code) => code.trim()) ?? ['eng'];
  const wrong = codes.find((code) => !languageCodeSchema.safeParse(code).success);
  if (wrong !== undefined) {
    throw new FilemillError('usage.invalid', `“${wrong}” is no language for OCR.`, { hint: 'For example: --ocr eng, --ocr deu+eng, --ocr off' });
  }
  return { languages: codes, languageFolder, mode: given === undefined ? 'automatic' : 'always', useNative: true };
}
