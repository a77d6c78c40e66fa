import { join, resolve } from 'node:path';
import type { ArchiveTool, ExtractChoice, Extracted } from '../../engine/engine-queries';
import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import { inspectedJson } from '../inspect/inspected-json';
import { printLine, printLongJson, shown } from '../print';
import { countOf } from './entry-lines';
import { LaterParts } from './later-parts';
import { list, printFailure } from './list-archives';
import { lockedHint } from './locked-hint';

export interface ExtractOptions extends ExtractChoice {
  isDryRun: boolean;
  isJson: boolean;
  passwords: readonly string[];
}

/** What came, or would come, of one archive. */
interface Outcome {
  /** The folder that holds all of it, absolute. */
  target: string;
  /** Made as often as they are gone through: there may be very many. */
  files: Iterable<OutFile>;
  fileCount: number;
  folders: number;
  bytes: number;
  refused: { path: string; reason: string }[];
}

interface OutFile {
  path: string;
  relativePath: string;
  size: number;
  sha256: string | null;
  warnings: string[];
}

/** Unpacks archives. @returns 1 when something was refused or could not be unpacked, or nothing is what was asked for */
export async function extractArchives(tool: ArchiveTool, files: readonly string[], options: ExtractOptions): Promise<number> {
  let isWell = true;
  const laterParts = new LaterParts(options.isJson);
  for (const file of files) {
    const path = resolve(file);
    let outcome: Outcome | null = null;
    let error: ErrorData | null = null;
    try {
      const archive = await tool.open(path);
      if (laterParts.isDone(path, archive)) continue;
      outcome = outcomeOf(await (options.isDryRun ? tool.planExtract(archive, options) : tool.extract(archive, options)));
    } catch (thrown) {
      if (tool.isStopped) throw thrown;
      error = lockedHint(toErrorData(thrown), options.passwords);
    }
    if (error || (outcome && (outcome.refused.length > 0 || isNothingOf(outcome, options)))) isWell = false;
    if (options.isJson) printLongJson(await jsonOf(tool, path, options, outcome, error));
    else if (error) printFailure(path, error);
    else if (outcome) printForPeople(path, outcome, options);
  }
  return isWell ? 0 : 1;
}

/** It was asked for some of it, and there is none of these. */
const isNothingOf = ({ fileCount, folders }: Outcome, { pick }: ExtractOptions): boolean => fileCount + folders === 0 && pick.include.length > 0;

function outcomeOf({ target, items, skipped, refused }: Extracted): Outcome {
  const left = skipped.map(({ path }) => ({ path, reason: 'A file of this name is there already; it was left out.' }));
  const files: Iterable<OutFile> = {
    *[Symbol.iterator]() {
      for (const { entry, to } of items) if (entry.type === 'file') yield { path: to, relativePath: to.slice(join(target, '/').length), size: entry.size, sha256: entry.sha256, warnings: entry.warnings };
    },
  };
  const count = { fileCount: 0, folders: 0, bytes: 0 };
  for (const { entry } of items) {
    if (entry.type === 'file') count.fileCount += 1;
    else count.folders += 1;
    count.bytes += entry.size;
  }
  return { target, files, ...count, refused: [...refused.map(({ path, reason }) => ({ path, reason })), ...left] };
}

async function jsonOf(tool: ArchiveTool, path: string, { passwords, isDryRun }: ExtractOptions, outcome: Outcome | null, error: ErrorData | null): Promise<Record<string, unknown>> {
  const listed = await list(tool, path, passwords);
  return {
    ...inspectedJson({ ...listed, error: error ?? listed.error }),
    ...(outcome ? { target: outcome.target, [isDryRun ? 'wouldExtract' : 'extracted']: filesJson(outcome.files), refused: outcome.refused } : {}),
  };
}

function* filesJson(files: Outcome['files']): Generator<Partial<OutFile>, void, undefined> {
  for (const { warnings, ...file } of files) yield warnings.length > 0 ? { ...file, warnings } : file;
}

function printForPeople(path: string, outcome: Outcome, options: ExtractOptions): void {
  const { target, files, fileCount, folders, bytes, refused } = outcome;
  const { isDryRun } = options;
  const what = `${countOf(fileCount, 'file')}${folders > 0 ? `, ${countOf(folders, 'folder')}` : ''}, ${formatBytes(bytes)}`;
  printLine(shown(path));
  if (fileCount + folders > 0) printLine(`  ${what} ${isDryRun ? 'would go' : 'extracted'} to ${shown(target)}`);
  else printLine(`  Nothing ${isDryRun ? 'would be' : 'was'} extracted${isNothingOf(outcome, options) ? ': no entry is what --include names' : ''}.`);
  if (isDryRun) for (const { relativePath, size } of files) printLine(`    ${shown(relativePath)}, ${formatBytes(size)}`);
  for (const { relativePath, warnings } of files) for (const warning of warnings) printLine(`  ! ${shown(relativePath)}: ${shown(warning)}`);
  if (refused.length > 0) printLine(`  ${refused.length.toLocaleString('en')} refused:`);
  // What is said of the archive as a whole has no name.
  for (const { path: name, reason } of refused) printLine(`    ${name === '' ? '' : `${shown(name)}: `}${shown(reason)}`);
}
