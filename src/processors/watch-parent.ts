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
  // Half of it is too little for the thread to start.
  const thread = new Worker(watch, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } });
  thread.unref();
  // Without this thread a busy worker ends later, by its closed channel.
  thread.on('error', (error) => process.stderr.write(`worker: its watch over the parent ended: ${error.message}\n`));
}
