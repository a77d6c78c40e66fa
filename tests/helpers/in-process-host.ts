import { MessageChannel } from 'node:worker_threads';
import { wrapPort } from '../../src/base/process-port';
import { NO_SECRETS } from '../../src/engine/workers/node-host';
import type { ProcessHost, StartedProcess } from '../../src/engine/workers/process-host';
import { createService } from '../../src/processors/worker-service';
import { workerApi, type WorkerApi } from '../../src/shared/contract/worker-api';
import type { Handlers } from '../../src/shared/rpc/define-api';
import { serve } from '../../src/shared/rpc/serve';

/** Ends the worker that serves the call, as a crash does. */
export type Die = () => Promise<never>;
export type Bend = (service: Handlers<WorkerApi>, die: Die) => Partial<Handlers<WorkerApi>>;

/** Workers that really read, but live in this process, so that a test can bend single calls; the watcher stays the real one. */
export class InProcessHost implements ProcessHost {
  readonly secrets = NO_SECRETS;
  started = 0;

  constructor(
    private readonly real: ProcessHost,
    /** What some calls do instead. */
    private readonly bend: Bend = () => ({}),
  ) {}

  async start(kind: 'watcher' | 'worker', id: string): Promise<StartedProcess> {
    if (kind === 'watcher') return this.real.start(kind, id);
    this.started += 1;
    const { port1, port2 } = new MessageChannel();
    const exits: ((reason: string) => void)[] = [];
    const kill = (): void => {
      port2.close();
      for (const listener of exits) listener('SIGSEGV');
    };
    const die: Die = () => {
      kill();
      return new Promise(() => undefined);
    };
    const service = createService({
      progressed: (fileId, label, fraction) => served.emit('file.progressed', { fileId, label, fraction }),
      finished: () => undefined,
    });
    const served = serve(wrapPort(port2, 'plain'), workerApi, { ...service, ...this.bend(service, die) });
    return { port: wrapPort(port1, 'plain'), kill, onExit: (listener) => void exits.push(listener) };
  }
}
