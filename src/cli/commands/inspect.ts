import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openLog } from '../../base/log';
import { Inspector } from '../../engine/engine-queries';
import { nodeHost } from '../../engine/workers/node-host';
import { WorkerPool } from '../../engine/workers/worker-pool';
import type { ReadResult } from '../../shared/contract/worker-api';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { parseArguments } from '../arguments';
import { printJson, printLine, shown } from '../print';
import { entryFolder } from '../project-folder';

export const usage = 'inspect FILE…';

const LONGEST_VALUE = 300;

/** Reads files and prints all that is known, without storing anything. Exit 1 when one of them could not be read. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {});
  if (positionals.length === 0) {
    throw new FilemillError('usage.invalid', 'Which file is to be inspected?', { hint: `filemill ${usage}` });
  }
  const scratchDir = mkdtempSync(join(tmpdir(), 'filemill-inspect-'));
  const log = openLog(join(scratchDir, 'log'));
  const pool = new WorkerPool(nodeHost(entryFolder), 1, log);
  const inspector = new Inspector(pool, scratchDir);
  let failures = 0;
  try {
    for (const file of positionals) {
      const inspected = await inspect(inspector, resolve(file));
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

async function inspect(inspector: Inspector, path: string): Promise<Inspected> {
  const inspected: Inspected = { path, size: null, sha256: null, mime: null, kind: null, warnings: [] };
  try {
    const source = inspector.look(path);
    inspected.size = source.size;
    const recognition = await inspector.recognise(source);
    Object.assign(inspected, recognition);
    const result = await inspector.read(source, recognition);
    return { ...inspected, ...fieldsOf(result), warnings: [...recognition.warnings, ...result.warnings] };
  } catch (error) {
    return { ...inspected, error: toErrorData(error) };
  }
}

/** The command line's contract puts a report's fields beside the file's own, and the text with its pages. */
function fieldsOf({ report, text }: ReadResult): Record<string, unknown> {
  const { kind: _reportKind, ...fields } = report;
  if (report.kind !== 'document') return fields;
  const texts = text.split('\f');
  return {
    ...fields,
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
