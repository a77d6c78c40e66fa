import { resolve } from 'node:path';
import type { ArchiveTool } from '../../engine/engine-queries';
import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import { printJson, printLine, shown } from '../print';
import { countOf } from './entry-lines';
import { LaterParts } from './later-parts';
import { printFailure } from './list-archives';
import { lockedHint } from './locked-hint';

interface Verified {
  files: number;
  bytes: number;
  failures: { path: string; reason: string }[];
}

/** Reads every entry of archives to its end. @returns 1 when something is damaged */
export async function verifyArchives(tool: ArchiveTool, files: readonly string[], passwords: readonly string[], isJson: boolean): Promise<number> {
  let isWell = true;
  const laterParts = new LaterParts(isJson);
  for (const file of files) {
    const path = resolve(file);
    let verified: Verified | null = null;
    let error: ErrorData | null = null;
    try {
      const archive = await tool.open(path);
      if (laterParts.isDone(path, archive)) continue;
      const { files: count, bytes, failures } = await tool.verify(archive);
      verified = { files: count, bytes, failures: failures.map(({ path: name, reason }) => ({ path: name, reason })) };
    } catch (thrown) {
      if (tool.isStopped) throw thrown;
      error = lockedHint(toErrorData(thrown), passwords);
    }
    const isRight = verified?.failures.length === 0;
    if (!isRight) isWell = false;
    if (isJson) printJson({ type: 'archive', path, verified: isRight, ...verified, ...(error ? { error } : {}) });
    else if (error) printFailure(path, error);
    else if (verified) printForPeople(path, verified);
  }
  return isWell ? 0 : 1;
}

function printForPeople(path: string, { files, bytes, failures }: Verified): void {
  const said = failures.length === 0 ? 'all of it is right' : `${failures.length.toLocaleString('en')} damaged:`;
  printLine(`${shown(path)}  ${countOf(files, 'file')}, ${formatBytes(bytes)} read, ${said}`);
  for (const failure of failures) printLine(`    ${failure.path === '' ? '' : `${shown(failure.path)}: `}${shown(failure.reason)}`);
}
