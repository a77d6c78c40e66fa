import { Worker } from 'node:worker_threads';

const INTERVAL_MS = 2_000;

/**
 * Ends this process when its parent has died, even while its main thread is busy with a file and can't notice the
 * closed channel. Needed under plain Node only: a utility process ends with its shell.
 */
export function endWithParent(): void {
  const watch = `
    const parent = process.ppid;
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, ${INTERVAL_MS});
  `;
  const thread = new Worker(watch, {
    eval: true,
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: 4, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  });
  thread.unref();
  // Without this thread a busy worker ends later, by its closed channel.
  thread.on('error', () => undefined);
}
