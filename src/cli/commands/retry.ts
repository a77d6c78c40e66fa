import { connectControl, filesNeedingAttention } from '../../engine/engine-queries';
import type { EngineApi } from '../../shared/contract/engine-api';
import { CAUSES, type Cause } from '../../shared/errors/error-table';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Connected } from '../../shared/rpc/connect';
import { parseArguments } from '../arguments';
import { oneOf } from '../choices';
import { dataFolder } from '../data-folder';
import { findFiles } from '../find-files';
import { openLedger } from '../open-ledger';
import { printJson, printLine } from '../print';
import { countInParts } from '../running-engine';
import { makeEngine } from '../start-engine';

export const usage = 'retry [FILE…|--cause C|--all]';

type Wanted = { cause: Cause } | { ids: number[] };

/** Lets files that need attention be read again: at once by a Filemill that runs, otherwise by the next one. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, { cause: { type: 'string' }, all: { type: 'boolean' } });
  const ways = [positionals.length > 0, values.cause !== undefined, values.all === true].filter(Boolean).length;
  if (ways !== 1) {
    throw new FilemillError('usage.invalid', 'Which files are to be tried again?', { hint: `filemill ${usage}` });
  }
  const folder = dataFolder(values.data);
  const wanted = wantedFiles(values.data, positionals, values.cause);
  const engine = await connectControl(folder);
  const isRunning = engine !== null;
  const count = engine ? await askToRetry(engine, wanted) : await noteRetry(folder, wanted);
  if (values.json) {
    printJson({ type: 'retry', count, running: isRunning, ...('cause' in wanted ? { cause: wanted.cause } : {}) });
    return 0;
  }
  const files = count === 1 ? '1 file' : `${count} files`;
  if (count === 0) printLine('Nothing is to be tried again.');
  else printLine(isRunning ? `${files} will be tried again now.` : `${files} will be read when Filemill runs next.`);
  return 0;
}

function wantedFiles(data: string | undefined, paths: string[], cause: string | undefined): Wanted {
  if (cause !== undefined) return { cause: oneOf('cause', CAUSES, cause) };
  const { database, close } = openLedger(data);
  try {
    return { ids: paths.length > 0 ? findFiles(database, paths) : filesNeedingAttention(database) };
  } finally {
    close();
  }
}

async function askToRetry(engine: Connected<EngineApi>, wanted: Wanted): Promise<number> {
  try {
    if ('cause' in wanted) return (await engine.call('files.retry', wanted)).count;
    return await countInParts(wanted.ids, (ids) => engine.call('files.retry', { ids }));
  } finally {
    engine.close();
  }
}

/** The engine is opened for the ledger's sake alone: it watches nothing and reads nothing. */
async function noteRetry(folder: string, wanted: Wanted): Promise<number> {
  const engine = makeEngine(folder, false);
  try {
    return engine.retry(wanted, 'cli');
  } finally {
    await engine.close();
  }
}
