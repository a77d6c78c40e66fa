import { resolve } from 'node:path';
import { listSources, type ArchiveTool, type ListedSources, type Packed } from '../../engine/engine-queries';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { ArchiveRecipe, CreateRequest } from '../../shared/model/archive';
import { formatBytes } from '../../shared/model/format-bytes';
import { printJson, printLine, printNote, shown } from '../print';
import { countOf } from './entry-lines';
import { groupSources, type GroupBy } from './group-sources';
import { printFailure } from './list-archives';

export interface CreateOptions {
  recipe: ArchiveRecipe;
  conflict: CreateRequest['conflict'];
  groupBy: GroupBy | null;
  dataFolder: string;
  isJson: boolean;
}

/** Makes archives and reads them back. @returns 1 when one could not be made, or something had to be left out */
export async function createArchives(tool: ArchiveTool, target: string, files: readonly string[], options: CreateOptions): Promise<number> {
  const { recipe, conflict, groupBy, dataFolder, isJson } = options;
  const { sources, leftOut } = listSources(files.map((file) => resolve(file)), recipe.preservePaths, [target, dataFolder]);
  if (!sources.some(({ isFolder }) => !isFolder)) {
    throw new FilemillError('usage.invalid', 'There is no file to put into an archive.', { hint: 'Name files, or folders with files.' });
  }
  let isWell = leftOut.length === 0;
  for (const { path, group } of groupSources(sources, groupBy, target, recipe.format)) {
    let created: Packed | null = null;
    let error: ErrorData | null = null;
    try {
      created = await tool.create(path, group, recipe, conflict);
    } catch (thrown) {
      if (tool.isStopped) throw thrown;
      error = toErrorData(thrown);
    }
    if (error || created?.path === null) isWell = false;
    if (isJson) printJson(jsonOf(path, created, error, leftOut, recipe));
    else if (error) printFailure(path, error);
    else if (created) printForPeople(path, created);
  }
  if (!isJson) for (const { path, reason } of leftOut) printNote(`${shown(path)} was left out: ${reason}`);
  return isWell ? 0 : 1;
}

function jsonOf(path: string, created: Packed | null, error: ErrorData | null, leftOut: ListedSources['leftOut'], { format }: ArchiveRecipe): unknown {
  if (!created) return { type: 'archive', path, error };
  const { bytes: compressedSize, sha256, replaced } = created;
  const files = filesIn(created);
  const totalSize = files.reduce((sum, { size }) => sum + size, 0);
  return {
    type: 'archive',
    path: created.path,
    format,
    size: compressedSize,
    sha256,
    verified: true,
    fileCount: files.length,
    totalSize,
    compressedSize,
    compressionRatio: totalSize > 0 ? compressedSize / totalSize : null,
    files: files.map(({ name, ...facts }) => ({ path: name, ...facts })),
    leftOut,
    ...(replaced === null ? {} : { replaced }),
  };
}

function printForPeople(wanted: string, created: Packed): void {
  const { path, bytes, replaced } = created;
  const files = filesIn(created);
  if (path === null) {
    printLine(`${shown(wanted)}: left alone, the name is taken`);
    return;
  }
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const ratio = total > 0 ? ` (${Math.round((100 * bytes) / total)} %)` : '';
  printLine(`${shown(path)}  ${countOf(files.length, 'file')}, ${formatBytes(total)} in ${formatBytes(bytes)}${ratio}, read back and right`);
  if (replaced !== null) printLine(`    The former file is kept as ${shown(replaced)}`);
}

const filesIn = ({ entries }: Packed): Packed['entries'] => entries.filter(({ sha256 }) => sha256 !== null);
