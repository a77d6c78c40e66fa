import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '../../base/log';
import { Inspector, PictureChanger } from '../../engine/engine-queries';
import { nodeHost } from '../../engine/workers/node-host';
import { WorkerPool } from '../../engine/workers/worker-pool';
import { entryFolder } from '../project-folder';

/** Lets `act` change pictures with workers of its own; these, and what they wrote into scratch, go with it. */
export async function withPictureChanger<R>(vaultHome: string, act: (inspector: Inspector, changer: PictureChanger) => Promise<R>): Promise<R> {
  const scratchDir = mkdtempSync(join(tmpdir(), 'filemill-image-'));
  const log = openLog(join(scratchDir, 'log'));
  const pool = new WorkerPool(nodeHost(entryFolder), availableParallelism(), log);
  try {
    return await act(new Inspector(pool, scratchDir), new PictureChanger(pool, scratchDir, vaultHome));
  } finally {
    pool.close();
    log.close();
    rmSync(scratchDir, { recursive: true, force: true });
  }
}
