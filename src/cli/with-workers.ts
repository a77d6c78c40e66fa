import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '../base/log';
import { ownedName, removeOrphans } from '../base/owned-folder';
import { nodeHost } from '../engine/workers/node-host';
import { WorkerPool } from '../engine/workers/worker-pool';
import { entryFolder } from './project-folder';

const SCRATCH = 'filemill-scratch';

/** Lets `act` work with workers of its own; these, and what they wrote into `scratchDir`, go with it. */
export async function withWorkers<R>(act: (pool: WorkerPool, scratchDir: string) => Promise<R>): Promise<R> {
  // What programs have left that were killed.
  await removeOrphans(tmpdir(), SCRATCH);
  const scratchDir = join(tmpdir(), ownedName(SCRATCH));
  mkdirSync(scratchDir, { mode: 0o700 });
  const log = openLog(join(scratchDir, 'log'));
  const pool = new WorkerPool(nodeHost(entryFolder), availableParallelism(), log);
  try {
    return await act(pool, scratchDir);
  } finally {
    pool.close();
    log.close();
    rmSync(scratchDir, { recursive: true, force: true });
  }
}
