import { join } from 'node:path';
import { servedPort } from '../base/process-port';
import { speakAsParent } from '../base/words/speak-in-process';
import { workerApi } from '../shared/contract/worker-api';
import { serve, type Served } from '../shared/rpc/serve';
import { isStrayRejection } from './stray-rejection';
import { endWithParent } from '../base/end-with-parent';
import { createService } from './worker-service';

/**
 * A worker: reads files for the engine, one call at a time, and writes in scratch only. It ends with the port to its
 * engine, and is ended from outside when it overruns.
 */
function log(level: 'warn' | 'error', what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ level, process: 'worker', what, error: text })}\n`);
}
function fail(what: string, error: unknown): never {
  log('error', what, error);
  process.exit(1);
}
process.on('uncaughtException', (error) => fail('uncaught exception', error));
process.on('unhandledRejection', (reason) => {
  if (isStrayRejection(reason)) log('warn', 'stray rejection', reason);
  else fail('unhandled rejection', reason);
});

endWithParent();

/** Above this the engine is told while a file is being read, so that it can stop what takes too much. */
const LARGE_BYTES = 250e6;
const MEASURE_MS = 250;

function measureMemory(): void {
  served.emit('memory.measured', { residentBytes: process.memoryUsage.rss() });
}
setInterval(() => {
  if (process.memoryUsage.rss() > LARGE_BYTES) measureMemory();
}, MEASURE_MS).unref();

const port = await servedPort();
await speakAsParent();
const served: Served<typeof workerApi> = serve(
  port,
  workerApi,
  createService(
    {
      progressed: (fileId, label, fraction) => served.emit('file.progressed', { fileId, label, fraction }),
      finished: measureMemory,
    },
    { write: join(import.meta.dirname, 'file-writer.js') },
  ),
  {
    onFault: (what, error) => log('warn', what, error),
    onClose: () => process.exit(0),
  },
);
