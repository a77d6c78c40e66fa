import { resolve } from 'node:path';
import { putFiles, type PutResult } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import { printFailure } from '../archive/list-archives';
import { parseArguments } from '../arguments';
import { printJson, printLine, shown } from '../print';
import { needed } from './one-folder';

export const PUT_USAGE = 'handoff put FILE… --to DIR --app NAME --type TYPE --next-app NAME [--meta KEY=VALUE]…';

/** Hands files over: dated, with their sidecars. The files stay. @returns 1 when one could not be put */
export async function putPairs(argv: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArguments(argv, {
    to: { type: 'string' },
    app: { type: 'string' },
    type: { type: 'string' },
    'next-app': { type: 'string' },
    meta: { type: 'string', multiple: true },
  });
  if (positionals.length === 0) throw new FilemillError('usage.invalid', 'Which files?', { hint: `filemill ${PUT_USAGE}` });
  const extra = metaOf(values.meta ?? []);
  const producing = {
    to: resolve(needed('to', values.to, PUT_USAGE)),
    app: needed('app', values.app, PUT_USAGE),
    type: needed('type', values.type, PUT_USAGE),
    nextApp: needed('next-app', values['next-app'], PUT_USAGE),
    extra: () => extra,
    signal,
  };
  let isWell = true;
  for await (const result of putFiles(positionals.map((file) => resolve(file)), producing)) {
    if (result.error) isWell = false;
    if (values.json) printJson(jsonOf(result));
    else if (result.error) printFailure(result.source, result.error);
    else printLine(`${shown(result.pair.data)}  ${formatBytes(result.sidecar.file_size ?? 0)}, for ${shown(result.sidecar.next_app ?? 'nobody')}`);
  }
  return isWell ? 0 : 1;
}

function jsonOf({ source, pair, sidecar, error }: PutResult): unknown {
  if (error) return { type: 'handoff', source, error };
  const { file_size: size, checksum, row_count: rowCount = null, next_app: nextApp } = sidecar;
  return { type: 'handoff', state: 'ready', source, path: pair.data, sidecar: pair.sidecar, size, checksum, rowCount, nextApp };
}

function metaOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((one) => {
      const at = one.indexOf('=');
      if (at > 0) return [one.slice(0, at), one.slice(at + 1)];
      throw new FilemillError('usage.invalid', `--meta ${shown(one)} has no value.`, { hint: 'Write it like --meta batch=42.' });
    }),
  );
}
