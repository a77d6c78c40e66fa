import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LayoutLine } from '../../../shared/model/page-layout';
import type { TrainedData } from '../../../base/trained-data';
import { LineCollector } from './line-collector';
import { EngineFailure, SEGMENTATIONS, type OcrEngine, type PreparedPage } from './ocr-engine';
import { TESSERACT_THREAD } from './tesseract-thread';
import { toPgm } from './to-pgm';
import { t } from '../../../shared/words/words';

type Row = [text: string, left: number, top: number, right: number, bottom: number, confidence: number, begins: 0 | 1 | 2];
type Message = { ready: true } | { fraction: number } | { failed: string } | { rows: Row[]; heldBytes: number };

/** Where the library's parts lie, and its version; resolved from the package that depends on them. */
function locate(): { version: string; corePath: string; detectPath: string } {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('tesseract.js/package.json');
  const { version } = require(manifest) as { version: string };
  const within = createRequire(manifest);
  return {
    version,
    corePath: dirname(within.resolve('tesseract.js-core/package.json')),
    detectPath: within.resolve('wasm-feature-detect'),
  };
}

/**
 * Tesseract as WebAssembly, in a thread of its own; opens no network connection and writes no file. Throws
 * EngineFailure when it or the language data is unfit, and the signal's reason.
 */
export async function openWasmEngine(languages: readonly TrainedData[], signal: AbortSignal): Promise<OcrEngine> {
  const { version, corePath, detectPath } = locate();
  const thread = new Worker(TESSERACT_THREAD, { eval: true, workerData: { corePath, detectPath, languages } });
  let isClosed = false;
  let heldBytes = 0;
  const close = (): void => {
    isClosed = true;
    void thread.terminate();
  };

  /** What the thread answers; the thread does not outlive a failure, and holds the process only meanwhile. */
  function answer<T>(until: AbortSignal, take: (message: Message) => T | undefined): Promise<T> {
    thread.ref();
    return new Promise<T>((resolve, reject) => {
      const settle = (end: () => void): void => {
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        until.removeEventListener('abort', onAbort);
        thread.unref();
        end();
      };
      const refuse = (reason: unknown): void =>
        settle(() => {
          close();
          reject(reason);
        });
      const onMessage = (message: Message): void => {
        if ('failed' in message) return refuse(new EngineFailure(message.failed));
        const result = take(message);
        if (result !== undefined) settle(() => resolve(result));
      };
      const onError = (error: Error): void => refuse(new EngineFailure(error.message, { cause: error }));
      const onExit = (): void => refuse(new EngineFailure(t('The engine ended.')));
      const onAbort = (): void => refuse(until.reason);
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
      until.addEventListener('abort', onAbort, { once: true });
      if (until.aborted) onAbort();
    });
  }

  await answer(signal, (message) => ('ready' in message ? true : undefined));
  return {
    name: `tesseract.js ${version}`,
    heldBytes: () => heldBytes,
    close,
    async read(page: PreparedPage, until, progress): Promise<LayoutLine[]> {
      if (isClosed) throw new EngineFailure(t('The engine is closed.'));
      const image = toPgm(page.picture);
      const reading = answer(until, (message) => {
        if ('fraction' in message) progress(message.fraction);
        return 'rows' in message ? message : undefined;
      });
      thread.postMessage({ image, dpi: page.dpi, segmentation: SEGMENTATIONS[page.segmentation] }, [image.buffer]);
      const { rows, heldBytes: held } = await reading;
      heldBytes = held;
      return toLines(rows);
    },
  };
}

function toLines(rows: readonly Row[]): LayoutLine[] {
  const collector = new LineCollector();
  for (const [text, left, top, right, bottom, confidence, begins] of rows) {
    if (begins === 2) collector.beginBlock();
    else if (begins === 1) collector.beginLine();
    collector.add({ text, box: { x: left, y: top, width: right - left, height: bottom - top }, confidence });
  }
  return collector.lines;
}
