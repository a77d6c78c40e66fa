import { connectControl } from '../engine/engine-queries';
import type { EngineApi } from '../shared/contract/engine-api';
import { FilemillError } from '../shared/errors/filemill-error';
import type { Connected } from '../shared/rpc/connect';
import { dataFolder } from './data-folder';

/** A call carries so many ids at most. */
const IDS_PER_CALL = 10_000;

/**
 * Lets `act` talk to the engine that runs on the data folder.
 *
 * @throws FilemillError `peer.gone` when none runs
 */
export async function withRunningEngine<R>(given: string | undefined, act: (engine: Connected<EngineApi>) => Promise<R>): Promise<R> {
  const folder = dataFolder(given);
  const engine = await connectControl(folder);
  if (!engine) {
    throw new FilemillError('peer.gone', `Filemill does not run on ${folder}.`, { hint: 'Start it, or run: filemill watch' });
  }
  try {
    return await act(engine);
  } finally {
    engine.close();
  }
}

/** As many calls as the ids need; their counts together. */
export async function countInParts(ids: number[], call: (part: number[]) => Promise<{ count: number }>): Promise<number> {
  let count = 0;
  for (let at = 0; at < ids.length; at += IDS_PER_CALL) count += (await call(ids.slice(at, at + IDS_PER_CALL))).count;
  return count;
}
