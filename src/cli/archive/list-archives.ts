import { resolve } from 'node:path';
import type { ArchiveTool } from '../../engine/engine-queries';
import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import type { Inspected } from '../inspect/inspected';
import { inspectedJson } from '../inspect/inspected-json';
import { printLine, printLongJson, printNote, shown } from '../print';
import { archiveLine, entryLines } from './entry-lines';
import { lockedHint } from './locked-hint';

/** Prints what is in archives, without unpacking anything. @returns 1 when one could not be read, or not all of it */
export async function listArchives(tool: ArchiveTool, files: readonly string[], passwords: readonly string[], isJson: boolean): Promise<number> {
  let isWell = true;
  for (const [index, file] of files.entries()) {
    const listed = await list(tool, resolve(file), passwords);
    const { error, reading } = listed;
    if (error || isDamaged(listed)) isWell = false;
    if (isJson) printLongJson(inspectedJson(listed));
    else if (error) printFailure(listed.path, error);
    else if (reading?.report.kind === 'archive') {
      printLine(`${index > 0 ? '\n' : ''}${shown(listed.path)}`);
      printLine(`  ${archiveLine(reading.report)}`);
      if (reading.report.comment !== '') printLine(`  Comment: ${shown(reading.report.comment)}`);
      for (const warning of [...(listed.recognition?.warnings ?? []), ...reading.warnings]) printLine(`  ! ${shown(warning)}`);
      for (const line of entryLines(reading.report.entries ?? [])) printLine(line);
    }
  }
  return isWell ? 0 : 1;
}

/** An archive as `inspect` would tell it; where it fails, with the failure. */
export async function list(tool: ArchiveTool, path: string, passwords: readonly string[]): Promise<Inspected> {
  const listed: Inspected = { path, size: null, recognition: null, reading: null, error: null };
  try {
    const archive = await tool.open(path);
    listed.size = archive.source.size;
    listed.recognition = archive.recognition;
    listed.reading = await tool.list(archive);
  } catch (thrown) {
    if (tool.isStopped) throw thrown;
    listed.error = lockedHint(toErrorData(thrown), passwords);
  }
  return listed;
}

export function printFailure(path: string, { message, hint }: ErrorData): void {
  printNote(`${shown(path)}: ${message} ${hint}`.trim());
}

/** "photos/2.jpg, 3.4 MB": for lists of what was done. */
export const fileLine = (path: string, size: number): string => `${shown(path)}, ${formatBytes(size)}`;

const isDamaged = ({ reading }: Inspected): boolean =>
  reading?.report.kind === 'archive' && (reading.report.entries ?? []).some(({ warnings }) => warnings.some(({ code }) => code === 'damaged'));
