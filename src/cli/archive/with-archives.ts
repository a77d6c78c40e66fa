import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '../../base/log';
import { ArchiveTool, readSettings } from '../../engine/engine-queries';
import { nodeHost } from '../../engine/workers/node-host';
import { WorkerPool } from '../../engine/workers/worker-pool';
import { printNote } from '../print';
import { entryFolder } from '../project-folder';
import { showProgress } from './show-progress';

/** As shells count a program that a signal has ended. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Lets `act` work on archives with workers of its own; these go with it. Ctrl+C calls off what is under way: nothing is left
 * of what is not finished.
 *
 * @returns what the program ends with
 */
export async function withArchives(dataFolder: string, passwords: string[], act: (tool: ArchiveTool) => Promise<number>): Promise<number> {
  const scratchDir = mkdtempSync(join(tmpdir(), 'filemill-archive-'));
  const log = openLog(join(scratchDir, 'log'));
  const pool = new WorkerPool(nodeHost(entryFolder), availableParallelism(), log);
  const abort = new AbortController();
  let exitCode: number | null = null;
  const stop = (signal: NodeJS.Signals): void => {
    exitCode ??= EXIT_CODES[signal as keyof typeof EXIT_CODES];
    abort.abort();
  };
  for (const signal of Object.keys(EXIT_CODES)) process.on(signal, stop);
  const endProgress = showProgress(pool);
  try {
    const { archives: limits } = readSettings(join(dataFolder, 'settings.yaml')).general;
    return await act(new ArchiveTool({ pool, scratchDir, vaultHome: dataFolder, passwords, limits, signal: abort.signal }));
  } catch (error) {
    if (exitCode === null) throw error;
    printNote('Stopped. Nothing is left of what was not finished.');
    return exitCode;
  } finally {
    endProgress();
    for (const signal of Object.keys(EXIT_CODES)) process.off(signal, stop);
    pool.close();
    log.close();
    rmSync(scratchDir, { recursive: true, force: true });
  }
}
