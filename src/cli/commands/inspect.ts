import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openLog } from '../../base/log';
import { Inspector, type InspectedReading, type InspectOptions } from '../../engine/engine-queries';
import { nodeHost } from '../../engine/workers/node-host';
import { WorkerPool } from '../../engine/workers/worker-pool';
import { languageCodeSchema } from '../../shared/model/folder';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { parseArguments } from '../arguments';
import { printJson, printLine, printNote, shown } from '../print';
import { dataFolder } from '../data-folder';
import { ocrJson } from '../ocr-json';
import { entryFolder } from '../project-folder';

export const usage = 'inspect FILE… [--ocr LANGS|off] [--password P] [--no-tables]';

const LONGEST_VALUE = 300;

/** Reads files and prints all that is known, without storing anything. Exit 1 when one of them could not be read. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {
    ocr: { type: 'string' },
    password: { type: 'string', multiple: true },
    'no-tables': { type: 'boolean' },
  });
  if (positionals.length === 0) {
    throw new FilemillError('usage.invalid', 'Which file is to be inspected?', { hint: `filemill ${usage}` });
  }
  const scratchDir = mkdtempSync(join(tmpdir(), 'filemill-inspect-'));
  const log = openLog(join(scratchDir, 'log'));
  const pool = new WorkerPool(nodeHost(entryFolder), availableParallelism(), log);
  const options: InspectOptions = {
    ocr: ocrOptions(values.ocr, join(dataFolder(values.data), 'languages')),
    passwords: values.password ?? [],
    withoutTables: values['no-tables'] ?? false,
    progressed: (done, pages) => {
      if (pages > 1) printNote(`OCR: ${done} of ${pages} pages`);
    },
  };
  const inspector = new Inspector(pool, scratchDir);
  let failures = 0;
  try {
    for (const file of positionals) {
      const inspected = await inspect(inspector, resolve(file), options);
      if (inspected.error) failures += 1;
      if (values.json) printJson(inspected);
      else printReport(inspected);
    }
  } finally {
    pool.close();
    log.close();
    rmSync(scratchDir, { recursive: true, force: true });
  }
  return failures > 0 ? 1 : 0;
}

type Inspected = Record<string, unknown> & { path: string };

async function inspect(inspector: Inspector, path: string, options: InspectOptions): Promise<Inspected> {
  const inspected: Inspected = { path, size: null, sha256: null, mime: null, kind: null, warnings: [] };
  try {
    const source = inspector.look(path);
    inspected.size = source.size;
    const recognition = await inspector.recognise(source);
    Object.assign(inspected, recognition);
    const result = await inspector.read(source, recognition, options);
    return { ...inspected, ...fieldsOf(result), warnings: [...recognition.warnings, ...result.warnings] };
  } catch (error) {
    return { ...inspected, error: toErrorData(error) };
  }
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

/**
 * The command line's contract puts a report's fields beside the file's own, and the text with its pages. What OCR read
 * stands under `ocr`; of a picture, which has no other text, beside the picture's fields as well.
 */
function fieldsOf({ report, text, layouts, recognisedTexts }: InspectedReading): Record<string, unknown> {
  const { kind: _reportKind, ...fields } = report;
  const ocr = 'ocr' in report && report.ocr ? ocrJson(report.ocr, layouts, recognisedTexts) : null;
  if (report.kind === 'image') return ocr ? { ...fields, ...ocr, ocr } : { ...fields, text };
  if (report.kind !== 'document') return fields;
  if (report.format === 'word') return { ...fields, text };
  const texts = text.split('\f');
  return {
    ...fields,
    ...(ocr ? { ocr } : {}),
    pages: report.pages.map((page, index) => ({ ...page, text: texts[index] ?? '' })),
    text: texts.join('\n\n'),
  };
}

function printReport({ path, ...fields }: Inspected): void {
  printLine(shown(path));
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || (Array.isArray(value) && value.length === 0)) continue;
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    printLine(`  ${name}: ${shown(text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text)}`);
  }
}
