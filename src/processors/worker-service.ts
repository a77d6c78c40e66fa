import type { ReadResult, Recognition, Source, WorkerApi } from '../shared/contract/worker-api';
import { FilemillError, toErrorData } from '../shared/errors/filemill-error';
import type { HandlerInput, Handlers } from '../shared/rpc/define-api';
import { encodedPrintOf } from '../base/text-print';
import type { Report } from '../shared/model/report';
import type { ArchiveCall } from './archive/calls';
import { choose, manifestOf } from './catalogue';
import { archiveCalls, checkCalls, implementationOf } from './implementations';
import { CannotRead } from './kit/cannot-read';
import { changed } from './kit/io-error';
import { OpenFile, throwIfCancelled } from './kit/open-file';
import type { Context, Manifest, Processor, Reading, Recognised } from './kit/processor';
import { throttleProgress } from './kit/progress-throttle';
import { recognise } from './kit/recognise';
import { recognisePage } from './recognise-page';
import { SMALL_FILE_BYTES, SmallFileCache } from './kit/small-file-cache';
import { t } from '../shared/words/words';

type ReadItem = HandlerInput<WorkerApi, 'files.read'>['items'][number];
type Outcome<T extends object> =
  | ({ fileId: number; ok: true; durationMs: number } & T)
  | { fileId: number; ok: false; error: FilemillErrorData; durationMs: number };
type FilemillErrorData = ReturnType<typeof toErrorData>;

export interface ServiceEvents {
  progressed(fileId: number, label: string, fraction: number | null): void;
  /** After every call. */
  finished(): void;
}

/** Built programs that a worker starts threads of. */
export interface ThreadPrograms {
  /** Writes small files beside; null: the worker writes them itself. */
  readonly write: string | null;
}

/** What a worker does, apart from how it is reached. Calls wait for one another. */
export function createService(events: ServiceEvents, threads: ThreadPrograms = { write: null }): Handlers<WorkerApi> {
  const cache = new SmallFileCache();
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work).finally(() => events.finished());
    last = result.catch(() => undefined);
    return result;
  }

  return {
    'files.recognise': ({ sources }, { signal }) =>
      inTurn(async () => {
        cache.startBatch();
        const results: Outcome<{ recognition: Recognition }>[] = [];
        for (const source of sources) {
          throwIfCancelled(signal);
          results.push(
            await settle(source.fileId, async () => {
              const progress = progressOf(source, events);
              const recognition = await withFile(source, null, async (file) => {
                const found = await recognise(file, signal, (doneBytes) => {
                  if (file.size > SMALL_FILE_BYTES * 80) progress(t('Computing the checksum'), doneBytes / file.size);
                });
                file.keepFor(cache);
                return found;
              });
              return { recognition };
            }),
          );
        }
        return { results };
      }),

    'files.read': ({ items, scratchDir }, { signal }) =>
      inTurn(async () => {
        const results: Outcome<{ result: ReadResult }>[] = [];
        for (const { source, options } of items) {
          throwIfCancelled(signal);
          results.push(
            await settle(source.fileId, async () => {
              const context = contextOf(source, options, { signal, scratchDir }, events);
              const result = await withFile(source, cache, (file) => {
                if (file.sha256OfSmall !== null && file.sha256OfSmall !== options.sha256) {
                  throw changed('its checksum is not the one found before');
                }
                return readWithFallback(file, options, context);
              });
              return { result };
            }),
          );
        }
        return { results };
      }),

    'pages.prepare': () =>
      inTurn(async () => {
        await (await import('./document/prepare-drawing')).prepareDrawing();
        return {};
      }),

    'file.render': ({ source, options, page, maxSidePixels, scratchDir }, { signal }) =>
      inTurn(() =>
        withProcessor(source, options, { signal, scratchDir }, events, async (processor, file, recognised, context) => {
          if (!manifestOf(options.processor)?.canRender || !processor.render) throw noPicture();
          return processor.render(file, recognised, page, maxSidePixels, context);
        }),
      ),

    'page.recognise': ({ source, options, page, ocr }, { signal }) =>
      inTurn(() =>
        withProcessor(source, options, { signal, scratchDir: '' }, events, (processor, file, recognised, context) =>
          recognisePage({ processor, file, recognised, page, ocr, context }),
        ),
      ),

    'page.layout': ({ source, options, page }, { signal }) =>
      inTurn(() =>
        withProcessor(source, options, { signal, scratchDir: '' }, events, async (processor, file, recognised, context) => {
          if (!processor.layout) throw noPicture();
          return processor.layout(file, recognised, page, context);
        }),
      ),

    'file.html': ({ source, options, scratchDir }, { signal }) =>
      inTurn(() =>
        withProcessor(source, options, { signal, scratchDir }, events, async (processor, file, recognised, context) => {
          if (!processor.html) throw noPicture();
          return processor.html(file, recognised, context);
        }),
      ),

    'file.searchable': ({ source, options, layoutsPath, scratchDir }, { signal }) =>
      inTurn(() =>
        withProcessor(source, options, { signal, scratchDir }, events, async (processor, file, recognised, context) => {
          if (!processor.searchable) throw noPicture(undefined, t('No searchable copy can be made of this kind of file.'));
          return processor.searchable(file, recognised, layoutsPath, context);
        }),
      ),

    'file.check': (input, { signal }) =>
      inTurn(async () => {
        const { checkFile } = await checkCalls();
        throwIfCancelled(signal);
        return { problems: await withFile(input.source, null, (file) => checkFile(file, input, signal)) };
      }),

    'picture.transform': ({ source, options, recipe, maxSidePixels, scratchDir }, { signal }) =>
      inTurn(() =>
        withProcessor(source, options, { signal, scratchDir }, events, async (processor, file, recognised, context) => {
          if (!processor.transform) throw noPicture(undefined, t('This kind of file is no picture that can be changed.'));
          return processor.transform(file, recognised, { recipe, maxSidePixels }, context);
        }),
      ),

    'archive.unpack': (input, { signal }) =>
      inTurn(async () => {
        const { unpackCall } = await archiveCalls();
        return withArchive(input, signal, events, (call) => unpackCall(call, input, threads.write));
      }),

    'archive.plan': (input, { signal }) =>
      inTurn(async () => {
        const { planCall } = await archiveCalls();
        return withArchive(input, signal, events, (call) => planCall(call, input));
      }),

    'archive.verify': (input, { signal }) =>
      inTurn(async () => {
        const { verifyCall } = await archiveCalls();
        return withArchive(input, signal, events, (call) => verifyCall(call, input));
      }),

    'archive.create': (input, { signal }) =>
      inTurn(async () => {
        const { createArchive } = await archiveCalls();
        return createArchive(input, { signal, progress: progressOf(input, events) });
      }),
  };
}

/** The archive of a call, of the version that the engine knows. */
function withArchive<T>(
  { source, options }: Pick<ReadItem, 'source' | 'options'>,
  signal: AbortSignal,
  events: ServiceEvents,
  work: (call: ArchiveCall) => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal);
  return withFile(source, null, (file) =>
    work({ file, recognised: recognisedOf(file, options), context: { signal, passwords: options.passwords, progress: progressOf(source, events) } }),
  );
}

function noPicture(details?: string, message = t('There is no picture of this file.')): FilemillError {
  return new FilemillError('artifact.none', message, {
    hint: t('Open the file in its own program.'),
    ...(details === undefined ? {} : { details }),
  });
}

function progressOf(source: Pick<Source, 'fileId'>, events: ServiceEvents): Context['progress'] {
  return throttleProgress((label, fraction) => events.progressed(source.fileId, label, fraction));
}

function contextOf(
  source: Source,
  { passwords, withoutTables, withFaces, onlyHashes }: ReadItem['options'],
  call: Pick<Context, 'signal' | 'scratchDir'>,
  events: ServiceEvents,
): Context {
  return { ...call, passwords, withoutTables, withFaces, onlyHashes, progress: progressOf(source, events) };
}

/** What a processor gives on request, of the version that was read. Throws `artifact.none` when it can't. */
async function withProcessor<T>(
  source: Source,
  options: ReadItem['options'],
  call: Pick<Context, 'signal' | 'scratchDir'>,
  events: ServiceEvents,
  work: (processor: Processor, file: OpenFile, recognised: Recognised, context: Context) => Promise<T>,
): Promise<T> {
  throwIfCancelled(call.signal);
  if (!manifestOf(options.processor)) throw noPicture();
  const processor = await implementationOf(options.processor);
  return withFile(source, null, async (file) => {
    try {
      return await work(processor, file, recognisedOf(file, options), contextOf(source, options, call, events));
    } catch (thrown) {
      if (thrown instanceof CannotRead) throw noPicture(thrown.message);
      throw thrown;
    }
  });
}

function recognisedOf(file: OpenFile, options: ReadItem['options']): Recognised {
  return { name: file.name, mime: options.mime, kind: options.kind, size: file.size };
}

/** Opens, works, and makes sure that the version did not change meanwhile: a change explains any other failure. */
async function withFile<T>(source: Source, cache: SmallFileCache | null, work: (file: OpenFile) => Promise<T>): Promise<T> {
  const file = OpenFile.open(source, cache ?? undefined);
  try {
    const result = await work(file);
    file.verifyUnchanged();
    return result;
  } catch (thrown) {
    file.verifyUnchanged();
    throw thrown;
  } finally {
    file.close();
  }
}

async function settle<T extends object>(fileId: number, work: () => Promise<T>): Promise<Outcome<T>> {
  const startedAt = performance.now();
  try {
    const done = await work();
    return { fileId, ok: true, ...done, durationMs: performance.now() - startedAt };
  } catch (thrown) {
    if (thrown instanceof FilemillError && thrown.code === 'call.cancelled') throw thrown;
    return { fileId, ok: false, error: toErrorData(thrown), durationMs: performance.now() - startedAt };
  }
}

/**
 * The chosen processor reads; when it gives up without blaming the file, the next one in the catalogue does, and a
 * warning names the reason. A FilemillError is the file's own failure and ends the reading.
 */
async function readWithFallback(file: OpenFile, options: ReadItem['options'], context: Context): Promise<ReadResult> {
  const recognised = recognisedOf(file, options);
  const chosen = choose(recognised);
  const start = chosen.findIndex(({ id }) => id === options.processor);
  // A program may be asked for as the archive that lies behind it, which nobody would choose.
  const asked = start < 0 && options.processor === 'archive' ? manifestOf(options.processor) : undefined;
  const queue = start >= 0 ? chosen.slice(start) : asked ? [asked, ...chosen] : chosen;
  const reasons: string[] = [];
  let firstFailure: unknown;
  for (const manifest of queue) {
    try {
      const reading = await (await implementationOf(manifest.id)).read(file, recognised, context);
      return toResult(manifest, reading, reasons);
    } catch (thrown) {
      if (thrown instanceof FilemillError) throw thrown;
      throwIfCancelled(context.signal);
      firstFailure ??= thrown;
      reasons.push(thrown instanceof CannotRead ? thrown.message : giveUpSentence(manifest, thrown));
    }
  }
  throw firstFailure;
}

function giveUpSentence(manifest: Manifest, thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return t('Filemill’s {id} reader gave up ({message}); the file was read in a simpler way.', { id: manifest.id, message });
}

function toResult(manifest: Manifest, reading: Reading, reasons: string[]): ReadResult {
  const [reason] = reasons;
  const report =
    reason !== undefined && reading.report.kind === 'document'
      ? { ...reading.report, fallbackReason: reason }
      : reading.report;
  return {
    processor: manifest.id,
    processorVersion: manifest.version,
    report,
    text: reading.text,
    warnings: [...reasons, ...reading.warnings],
    artifacts: reading.artifacts,
    pagesToRecognise: reading.pagesToRecognise ?? [],
    pictureSignature: reading.pictureSignature ?? null,
    textPrint: printOf(report.kind, reading.text),
  };
}

/** Tables of data have too much in common with one another. */
function printOf(kind: Report['kind'], text: string): string | null {
  return kind === 'text' || kind === 'document' ? encodedPrintOf(text) : null;
}
