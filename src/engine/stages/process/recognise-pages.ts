import { setMaxListeners } from 'node:events';
import type { OcrOptions, PageToRecognise, Source, WorkerApi } from '../../../shared/contract/worker-api';
import type { ErrorCode } from '../../../shared/errors/error-table';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { CallInput } from '../../../shared/rpc/define-api';
import type { RecognisedPage } from '../../store/recognised-pages';
import type { WorkerPool } from '../../workers/worker-pool';
import { t } from '../../../shared/words/words';

/** OCR itself gives up on a page after three minutes; drawing it comes on top. */
const PAGE_MS = 240_000;
/** A page that is called off ends by itself within this, or its worker is ended. */
const GRACE_MS = 800;
/** A page is given up when its worker has died over it so often. */
const MAX_CRASHES = 2;

/** A page without the places of its words: a thousand of them are held at once. */
export interface PageDigest extends Pick<RecognisedPage, 'engine' | 'text' | 'facts'> {
  lines: number;
  blocks: number;
}

export interface PagesRequest {
  source: Source;
  options: CallInput<WorkerApi, 'page.recognise'>['options'];
  pages: readonly PageToRecognise[];
  ocr: OcrOptions;
  signal: AbortSignal;
  /** Resolves when another page may begin, or at the signal; what it gives is called when the page is done. */
  turn(signal: AbortSignal): Promise<() => void>;
  kept(page: number): RecognisedPage | undefined;
  keep(page: RecognisedPage): void;
  /** Pages that are done, of all of them; a worker's number when one has begun. */
  progressed(donePages: number, worker: number | null): void;
}

/**
 * Reads pages by OCR, several at once as `turn` allows. A page that can't be drawn or read is left out and named in a
 * warning; when none can be, the first one's failure is thrown. A failure that concerns the whole file is thrown, and
 * calls off the other pages.
 */
export async function recognisePages(
  pool: WorkerPool,
  request: PagesRequest,
): Promise<{ pages: PageDigest[]; warnings: string[] }> {
  const { pages } = request;
  const calledOff = new AbortController();
  const { signal } = calledOff;
  // Each page listens; the default of ten is for leaks.
  setMaxListeners(0, signal);
  const found: PageDigest[] = [];
  const failures: { page: number; error: FilemillError }[] = [];
  let doneCount = 0;
  const hasKept = (page: number): boolean => {
    const kept = request.kept(page);
    if (kept) found.push(digest(kept));
    return kept !== undefined;
  };
  const one = async (page: number): Promise<void> => {
    if (!hasKept(page)) {
      if (signal.aborted) return;
      const done = await request.turn(signal);
      try {
        if (signal.aborted) return;
        // Another file with the same bytes may have been quicker.
        if (!hasKept(page)) {
          const read = await readPage(pool, request, page, signal);
          request.keep(read);
          found.push(digest(read));
        }
      } catch (thrown) {
        if (!(thrown instanceof FilemillError) || concernsTheFile(thrown)) throw thrown;
        failures.push({ page, error: thrown });
      } finally {
        done();
      }
    }
    doneCount += 1;
    request.progressed(doneCount, null);
  };
  const onCancel = (): void => calledOff.abort(new FilemillError('call.cancelled', t('It was cancelled.')));
  request.signal.addEventListener('abort', onCancel, { once: true });
  if (request.signal.aborted) onCancel();
  // The first reason stays: pages under way only say afterwards that they were called off.
  await Promise.all(pages.map(({ page }) => one(page).catch((thrown: unknown) => calledOff.abort(thrown))));
  request.signal.removeEventListener('abort', onCancel);
  signal.throwIfAborted();
  const [first] = failures.sort((a, b) => a.page - b.page);
  if (first && found.length === 0 && failures.length === pages.length) throw first.error;
  return {
    pages: found.sort((a, b) => a.facts.page - b.facts.page),
    warnings: failures.map(({ page, error }) => t('Page {page} could not be read by OCR: {message}', { page, message: error.message })),
  };
}

function digest({ engine, text, facts, layout: { lines } }: RecognisedPage): PageDigest {
  return { engine, text, facts, lines: lines.length, blocks: new Set(lines.map(({ block }) => block)).size };
}

async function readPage(pool: WorkerPool, request: PagesRequest, page: number, signal: AbortSignal): Promise<RecognisedPage> {
  const { source, options, ocr } = request;
  for (let crashes = 0; ; ) {
    try {
      return await pool.run({ exclusive: true, timeoutMs: PAGE_MS, signal, graceMs: GRACE_MS }, (worker, _limit, number) => {
        request.progressed(-1, number);
        return worker.call('page.recognise', { source, options, page, ocr }, { signal });
      });
    } catch (thrown) {
      const isCrash = thrown instanceof FilemillError && thrown.code === 'worker.crashed';
      crashes += 1;
      if (!isCrash || crashes >= MAX_CRASHES) throw thrown;
    }
  }
}

const WHOLE_FILE: ReadonlySet<string> = new Set<ErrorCode>([
  'bug',
  'call.cancelled',
  'contract.invalid',
  'disk.full',
  'file.changed',
  'file.denied',
  'file.locked',
  'file.needsPassword',
  'file.notRegular',
  'file.outsideFolder',
  'file.vanished',
  'ocr.noLanguage',
  'system.exhausted',
]);

/** These are about the file as a whole, or about Filemill: no other page would fare better. */
export function concernsTheFile({ code }: FilemillError): boolean {
  return WHOLE_FILE.has(code);
}
