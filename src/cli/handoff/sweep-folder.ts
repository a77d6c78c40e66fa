import { resolve } from 'node:path';
import { sweepFiles } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import { ARCHIVE_FORMATS } from '../../shared/model/handoff';
import { printFailure } from '../archive/list-archives';
import { parseArguments } from '../arguments';
import { oneOf } from '../choices';
import { printJson, printLine, shown } from '../print';
import { needed, oneFolder } from './one-folder';

export const SWEEP_USAGE = 'handoff sweep DIR --older-than DAYS --to DIR [--format gzip|zstd]';
const DAY_MS = 86_400_000;
const MOST_DAYS = 100_000;

/** Archives what is old. @returns 1 when something had to stay */
export async function sweepFolder(argv: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArguments(argv, { 'older-than': { type: 'string' }, to: { type: 'string' }, format: { type: 'string' } });
  const folder = oneFolder(positionals, SWEEP_USAGE);
  const to = resolve(needed('to', values.to, SWEEP_USAGE));
  const olderThanMs = daysOf(needed('older-than', values['older-than'], SWEEP_USAGE)) * DAY_MS;
  const format = oneOf('format', ARCHIVE_FORMATS, values.format ?? 'gzip');
  let isWell = true;
  for await (const swept of sweepFiles(folder, { to, olderThanMs, format, signal })) {
    if (swept.error) isWell = false;
    if (values.json) printJson(swept.error ? { type: 'archived', path: swept.path, error: swept.error } : { type: 'archived', path: swept.path, archived: swept.archived, size: swept.bytes, compressedSize: swept.packedBytes });
    else if (swept.error) printFailure(swept.path, swept.error);
    else printLine(`${shown(swept.path)} → ${shown(swept.archived)}  ${formatBytes(swept.bytes)} in ${formatBytes(swept.packedBytes)}`);
  }
  return isWell ? 0 : 1;
}

function daysOf(given: string): number {
  if (/^\d+(?:\.\d+)?$/.test(given) && Number(given) <= MOST_DAYS) return Number(given);
  throw new FilemillError('usage.invalid', `--older-than ${shown(given)} is no number of days.`, { hint: 'Write it like --older-than 7.' });
}
