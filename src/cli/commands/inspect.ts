import { lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { openLog } from '../../base/log';
import { nodeHost } from '../../engine/workers/node-host';
import { WorkerPool } from '../../engine/workers/worker-pool';
import { choose, limitsFor } from '../../processors/catalogue';
import type { ReadResult, Recognition, Source } from '../../shared/contract/worker-api';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { parseArguments } from '../arguments';
import { printJson, printLine, shown } from '../print';
import { entryFolder } from '../project-folder';

export const usage = 'inspect FILE…';

const RECOGNISE_MS = 600_000;
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
  let failures = 0;
  try {
    for (const [index, file] of positionals.entries()) {
      const inspected = await inspect(pool, resolve(file), index + 1, scratchDir);
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

async function inspect(pool: WorkerPool, path: string, fileId: number, scratchDir: string): Promise<Inspected> {
  const inspected: Inspected = { path, size: null, sha256: null, mime: null, kind: null, warnings: [] };
  try {
    const source = look(path, fileId);
    inspected.size = source.size;
    Object.assign(inspected, await recognise(pool, source));
    if (source.size === 0) {
      throw new FilemillError('file.empty', 'The file is empty.', { hint: 'Check the program that made it.' });
    }
    const { sha256, mime, kind, warnings } = inspected as unknown as Recognition;
    const result = await read(pool, source, { sha256, mime, kind, warnings }, scratchDir);
    return { ...inspected, ...fieldsOf(result), warnings: [...warnings, ...result.warnings] };
  } catch (error) {
    return { ...inspected, error: toErrorData(error) };
  }
}

function look(path: string, fileId: number): Source {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) throw new FilemillError('file.vanished', 'There is no such file.', { hint: 'Check the name.' });
  if (!stat.isFile()) {
    throw new FilemillError('file.notRegular', 'It is not a regular file.', {
      hint: 'Only files are read, not folders, links or devices.',
    });
  }
  return { fileId, root: dirname(path), path: basename(path), size: stat.size, mtimeMs: stat.mtimeMs, ino: String(stat.ino) };
}

async function recognise(pool: WorkerPool, source: Source): Promise<Recognition> {
  const { results } = await pool.run({ exclusive: true, timeoutMs: RECOGNISE_MS }, (worker) =>
    worker.call('files.recognise', { sources: [source] }),
  );
  const [result] = results;
  if (!result) throw new FilemillError('bug', 'The worker gave no answer.');
  if (!result.ok) throw FilemillError.fromData(result.error);
  return result.recognition;
}

async function read(pool: WorkerPool, source: Source, recognition: Recognition, scratchDir: string): Promise<ReadResult> {
  const { mime, kind, sha256 } = recognition;
  const recognised = { name: source.path, mime, kind, size: source.size };
  const processor = choose(recognised)[0]?.id ?? 'other';
  const { results } = await pool.run({ exclusive: true, timeoutMs: limitsFor(recognised).timeoutMs }, (worker) =>
    worker.call('files.read', { scratchDir, items: [{ source, options: { processor, mime, kind, sha256 } }] }),
  );
  const [result] = results;
  if (!result) throw new FilemillError('bug', 'The worker gave no answer.');
  if (!result.ok) throw FilemillError.fromData(result.error);
  return result.result;
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
