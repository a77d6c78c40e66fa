import { join } from 'node:path';
import { keepHeapSmall } from '../../base/keep-heap-small';
import { ArchiveTool, readSettings } from '../../engine/engine-queries';
import { printNote } from '../print';
import { withWorkers } from '../with-workers';
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
  // Long lists leave much litter.
  keepHeapSmall();
  const abort = new AbortController();
  let exitCode: number | null = null;
  const stop = (signal: NodeJS.Signals): void => {
    exitCode ??= EXIT_CODES[signal as keyof typeof EXIT_CODES];
    abort.abort();
  };
  for (const signal of Object.keys(EXIT_CODES)) process.on(signal, stop);
  try {
    return await withWorkers(async (pool, scratchDir) => {
      const endProgress = showProgress(pool);
      try {
        const { archives: limits } = readSettings(join(dataFolder, 'settings.yaml')).general;
        return await act(new ArchiveTool({ pool, scratchDir, vaultHome: dataFolder, passwords, limits, signal: abort.signal }));
      } finally {
        endProgress();
      }
    });
  } catch (error) {
    if (exitCode === null) throw error;
    printNote('Stopped. Nothing is left of what was not finished.');
    return exitCode;
  } finally {
    for (const signal of Object.keys(EXIT_CODES)) process.off(signal, stop);
  }
}
