import { MessageChannel } from 'node:worker_threads';
import { wrapPort } from '../../src/base/process-port';
import { NO_SECRETS } from '../../src/engine/workers/node-host';
import type { ProcessHost, StartedProcess } from '../../src/engine/workers/process-host';
import { workerApi, type WorkerApi } from '../../src/shared/contract/worker-api';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import type { PdfReport } from '../../src/shared/model/report';
import { serve } from '../../src/shared/rpc/serve';
import type { HandlerInput, CallOutput } from '../../src/shared/rpc/define-api';

type ReadInput = HandlerInput<WorkerApi, 'files.read'>;
type ReadOutput = CallOutput<WorkerApi, 'files.read'>;
type Item = ReadInput['items'][number];
type PageInput = HandlerInput<WorkerApi, 'page.recognise'>;
type PageOutput = CallOutput<WorkerApi, 'page.recognise'>;

/** What a fault does with one file: answer, throw, kill the worker, or never answer. */
export type Fault = (item: Item, worker: { die(): void }) => 'fine' | 'dead' | 'hang' | FilemillError;

/** Workers that live in this process and fail on command; the watcher stays the real one. */
export class FaultyHost implements ProcessHost {
  started = 0;
  readonly reads: string[][] = [];
  readonly secrets = NO_SECRETS;
  /** Pages that a file has, and that only OCR can read; none when not set. */
  pagesOf: (path: string) => number = () => 0;
  /** What OCR does with a page. */
  onPage: (input: PageInput, worker: { die(): void }, signal: AbortSignal) => Promise<PageOutput> = () =>
    Promise.reject(new FilemillError('artifact.none', 'No pictures here.'));

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
      'pages.prepare': () => Promise.resolve({}),
      'file.render': noPicture,
      'page.recognise': (input, { signal }) => this.onPage(input, { die }, signal),
      'page.layout': noPicture,
      'file.html': noPicture,
      'file.searchable': noPicture,
      'file.check': () => ({ problems: [] }),
      'picture.transform': noPicture,
      'archive.unpack': noArchive,
      'archive.plan': noArchive,
      'archive.verify': noArchive,
      'archive.create': noArchive,
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
      const pages = Array.from({ length: this.pagesOf(item.source.path) }, (_, index) => index + 1);
      results.push({
        fileId,
        ok: true,
        durationMs: 1,
        result: {
          processor: pages.length > 0 ? 'pdf' : 'text',
          processorVersion: 1,
          text: pages.length > 0 ? '\f'.repeat(pages.length - 1) : item.source.path,
          warnings: [],
          artifacts: [],
          pagesToRecognise: pages.map((page) => ({ page, reason: 'noText' as const })),
          pictureSignature: null,
          textPrint: null,
          report: pages.length > 0 ? scanReport(pages) : { kind: 'text', encoding: 'utf-8', lineCount: 1, wordCount: 1, characterCount: 1, preview: 'x' },
        },
      });
    }
    return { results };
  }
}

function noPicture(): never {
  throw new FilemillError('artifact.none', 'No pictures here.');
}

function noArchive(): never {
  throw new FilemillError('file.damaged', 'No archives here.');
}

function scanReport(pages: number[]): PdfReport {
  return {
    kind: 'document',
    format: 'pdf',
    parser: 'pdfjs',
    metadata: {},
    outline: [],
    attachments: [],
    pages: pages.map((page) => ({ page, charCount: 0, width: 595, height: 842, textSource: 'none' })),
    tables: [],
    statistics: { characters: 0, words: 0, lines: 0, tables: 0, pages: pages.length },
  };
}

/** A page that OCR has read well. */
export function readPage({ page }: Pick<PageInput, 'page'>, text: string, confidence = 90): PageOutput {
  const words = text.split(' ');
  return {
    engine: 'test',
    text,
    layout: {
      page,
      width: 595,
      height: 842,
      source: 'ocr',
      lines: [{ block: 0, words: words.map((word, index) => ({ text: word, confidence, box: { x: index * 50, y: 10, width: 40, height: 10 } })) }],
    },
    facts: { page, confidence, preprocessing: [], attempts: [{ preprocessing: [], confidence, words: words.length }], skipped: null, words: words.length, doubtfulWords: 0, durationMs: 1 },
  };
}
