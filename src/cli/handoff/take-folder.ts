import { resolve } from 'node:path';
import { takePairs, type Taken } from '../../engine/engine-queries';
import { parseArguments } from '../arguments';
import { printJson, printLine, printNote, shown } from '../print';
import { needed, oneFolder } from './one-folder';

export const TAKE_USAGE = 'handoff take DIR --app NAME [--to DIR]';

/** Takes every pair addressed to one application. @returns 1 when one was wrong, or somebody else has it */
export async function takeFolder(argv: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArguments(argv, { app: { type: 'string' }, to: { type: 'string' } });
  const folder = oneFolder(positionals, TAKE_USAGE);
  const app = needed('app', values.app, TAKE_USAGE);
  let isWell = true;
  for await (const taken of takePairs(folder, { app, to: values.to === undefined ? null : resolve(values.to), signal })) {
    if (taken.state !== 'processed') isWell = false;
    if (values.json) printJson(jsonOf(taken));
    else if (taken.state === 'processed') printLine(`${shown(taken.pair.data)} → ${shown(taken.delivered ?? taken.now.data)}`);
    else printNote(`${shown(taken.pair.data)}: ${taken.error.message} ${taken.error.hint}`.trim());
  }
  return isWell ? 0 : 1;
}

function jsonOf(taken: Taken): unknown {
  const { state, pair } = taken;
  if (state === 'processed') {
    const { now, delivered, sidecar, bytes, isRecovered } = taken;
    return { type: 'handoff', state, path: pair.data, movedTo: now.data, delivered, size: isRecovered ? null : bytes, sidecar, recovered: isRecovered };
  }
  if (state === 'error') return { type: 'handoff', state, path: pair.data, movedTo: taken.now?.data ?? null, fault: taken.fault, error: taken.error };
  return { type: 'handoff', state, path: pair.data, movedTo: null, error: taken.error };
}
