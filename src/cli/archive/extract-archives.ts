import { join, resolve } from 'node:path';
import type { ArchiveTool, ExtractChoice, Extracted } from '../../engine/engine-queries';
import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import { inspectedJson } from '../inspect/inspected-json';
import { printJson, printLine, shown } from '../print';
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
  files: { path: string; relativePath: string; size: number; sha256: string | null; warnings: string[] }[];
  folders: number;
  refused: { path: string; reason: string }[];
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
    if (options.isJson) printJson(await jsonOf(tool, path, options, outcome, error));
    else if (error) printFailure(path, error);
    else if (outcome) printForPeople(path, outcome, options);
  }
  return isWell ? 0 : 1;
}

/** It was asked for some of it, and there is none of these. */
const isNothingOf = ({ files, folders }: Outcome, { pick }: ExtractOptions): boolean => files.length + folders === 0 && pick.include.length > 0;

function outcomeOf({ target, items, skipped, refused }: Extracted): Outcome {
  const files = items.flatMap(({ entry: { type, size, sha256, warnings }, to }) =>
    type === 'file' ? [{ path: to, relativePath: to.slice(join(target, '/').length), size, sha256, warnings }] : [],
  );
  const left = skipped.map(({ path }) => ({ path, reason: 'A file of this name is there already; it was left out.' }));
  return { target, files, folders: items.length - files.length, refused: [...refused.map(({ path, reason }) => ({ path, reason })), ...left] };
}

async function jsonOf(tool: ArchiveTool, path: string, { passwords, isDryRun }: ExtractOptions, outcome: Outcome | null, error: ErrorData | null): Promise<unknown> {
  const listed = await list(tool, path, passwords);
  const files = outcome?.files.map(({ warnings, ...file }) => (warnings.length > 0 ? { ...file, warnings } : file));
  return {
    ...inspectedJson({ ...listed, error: error ?? listed.error }),
    ...(outcome ? { target: outcome.target, [isDryRun ? 'wouldExtract' : 'extracted']: files, refused: outcome.refused } : {}),
  };
}

function printForPeople(path: string, outcome: Outcome, options: ExtractOptions): void {
  const { target, files, folders, refused } = outcome;
  const { isDryRun } = options;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const what = `${countOf(files.length, 'file')}${folders > 0 ? `, ${countOf(folders, 'folder')}` : ''}, ${formatBytes(bytes)}`;
  printLine(shown(path));
  if (files.length + folders > 0) printLine(`  ${what} ${isDryRun ? 'would go' : 'extracted'} to ${shown(target)}`);
  else printLine(`  Nothing ${isDryRun ? 'would be' : 'was'} extracted${isNothingOf(outcome, options) ? ': no entry is what --include names' : ''}.`);
  if (isDryRun) for (const { relativePath, size } of files) printLine(`    ${shown(relativePath)}, ${formatBytes(size)}`);
  for (const { relativePath, warnings } of files) for (const warning of warnings) printLine(`  ! ${shown(relativePath)}: ${shown(warning)}`);
  if (refused.length > 0) printLine(`  ${refused.length.toLocaleString('en')} refused:`);
  for (const { path: name, reason } of refused) printLine(`    ${shown(name)}: ${shown(reason)}`);
}
