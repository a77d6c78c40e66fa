import { isMainThread, Worker } from 'node:worker_threads';

const INTERVAL_MS = 2_000;

/** The parent says its own number, so that one that died before its child could look is known to be gone. */
export const PARENT_VARIABLE = 'FILEMILL_PARENT';

/**
 * Ends this process when its parent has died, even while its main thread is busy and can't notice the closed channel.
 * Does nothing in a utility process of Electron, which ends with its shell.
 */
export function endWithParent(): void {
  const isNodeChild = isMainThread && process.send !== undefined && !('parentPort' in process);
  if (!isNodeChild) return;
  const parent = Number(process.env[PARENT_VARIABLE] ?? process.ppid);
  const watch = `
    const look = () => { if (process.ppid !== ${parent}) process.kill(process.pid, 'SIGKILL'); };
    look();
    setInterval(look, ${INTERVAL_MS});
  `;
  // Half of it is too little for the thread to start.
  const thread = new Worker(watch, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } });
  thread.unref();
  // Without this thread a busy process ends later, by its closed channel.
  thread.on('error', (error) => process.stderr.write(`filemill: the watch over the parent ended: ${error.message}\n`));
}
