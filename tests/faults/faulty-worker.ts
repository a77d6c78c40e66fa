import { MessageChannel } from 'node:worker_threads';
import { wrapPort } from '../../src/base/process-port';
import type { ProcessHost, StartedProcess } from '../../src/engine/workers/process-host';
import { workerApi, type WorkerApi } from '../../src/shared/contract/worker-api';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import { serve } from '../../src/shared/rpc/serve';
import type { HandlerInput, CallOutput } from '../../src/shared/rpc/define-api';

type ReadInput = HandlerInput<WorkerApi, 'files.read'>;
type ReadOutput = CallOutput<WorkerApi, 'files.read'>;
type Item = ReadInput['items'][number];

/** What a fault does with one file: answer, throw, kill the worker, or never answer. */
export type Fault = (item: Item, worker: { die(): void }) => 'fine' | 'dead' | 'hang' | FilemillError;

/** Workers that live in this process and fail on command; the watcher stays the real one. */
export class FaultyHost implements ProcessHost {
  started = 0;
  readonly reads: string[][] = [];

  constructor(
    private readonly real: ProcessHost,
    private readonly fault: Fault,
  ) {}

  async start(kind: 'watcher' | 'worker', id: string): Promise<StartedProcess> {
    if (kind === 'watcher') return this.real.start(kind, id);
    this.started += 1;
    const { port1, port2 } = new MessageChannel();
    const exits: ((reason: string) => void)[] = [];
    const die = (): void => {
      port2.close();
      for (const listener of exits) listener('SIGSEGV');
    };
    serve(wrapPort(port2, 'plain'), workerApi, {
      'files.recognise': ({ sources }) => ({
        results: sources.map(({ fileId, path }) => ({
          fileId,
          ok: true as const,
          durationMs: 1,
          recognition: { sha256: `hash of ${path}`, headSha256: `hash of ${path}`, isSameHead: false, mime: 'text/plain', kind: 'text' as const, warnings: [] },
        })),
      }),
      'files.read': (input) => this.read(input, { die }),
      'file.render': () => {
        throw new FilemillError('artifact.none', 'No pictures here.');
      },
    });
    return { port: wrapPort(port1, 'plain'), kill: die, onExit: (listener) => void exits.push(listener) };
  }

  private read({ items }: ReadInput, worker: { die(): void }): ReadOutput | Promise<ReadOutput> {
    this.reads.push(items.map(({ source }) => source.path));
    const results: ReadOutput['results'] = [];
    for (const item of items) {
      const fileId = item.source.fileId;
      const outcome = this.fault(item, worker);
      if (outcome === 'dead') {
        worker.die();
        return new Promise(() => undefined);
      }
      if (outcome === 'hang') return new Promise(() => undefined);
      if (outcome !== 'fine') {
        results.push({ fileId, ok: false, durationMs: 1, error: outcome.toData() });
        continue;
      }
      results.push({
        fileId,
        ok: true,
        durationMs: 1,
        result: {
          processor: 'text',
          processorVersion: 1,
          text: item.source.path,
          warnings: [],
          artifacts: [],
          report: { kind: 'text', encoding: 'utf-8', lineCount: 1, wordCount: 1, characterCount: 1, preview: 'x' },
        },
      });
    }
    return { results };
  }
}
