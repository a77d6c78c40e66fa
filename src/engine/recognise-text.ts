import { manifestOf } from '../processors/catalogue';
import { FilemillError, toErrorData } from '../shared/errors/filemill-error';
import { note, sourceOf, type Job } from './job';
import { mergeRecognised } from './stages/process/merge-recognised';
import { FAILED_OCR, ocrKey, type OcrPlan } from './stages/process/ocr-plan';
import { readingWay } from './stages/process/reading-way';
import { concernsTheFile, recognisePages, type PagesRequest } from './stages/process/recognise-pages';
import type { Database } from './store/database';
import type { RecognisedPages } from './store/recognised-pages';
import type { WorkerPool } from './workers/worker-pool';
import { t } from '../shared/words/words';

export interface RecogniseTextParts {
  database: Database;
  pool: WorkerPool;
  pages: RecognisedPages;
  passwords(): string[];
}

/**
 * Reads the pages of a job that was read but for them, and joins what is found with what there was. Each page is kept
 * as soon as it is read.
 */
export async function recogniseText(
  { database, pool, pages, passwords }: RecogniseTextParts,
  job: Job,
  ocr: OcrPlan | null,
  { signal, turn, progressed }: Pick<PagesRequest, 'signal' | 'turn' | 'progressed'>,
): Promise<void> {
  const { result, recognition } = job;
  if (!result || !recognition || !ocr) throw new FilemillError('bug', t('A file was to be read by OCR before it was read.'));
  const startedAt = performance.now();
  const { mime, kind, sha256 } = recognition;
  const key = ocrKey(manifestOf(result.processor), ocr);
  const read = await recognisePages(pool, {
    source: sourceOf(job),
    options: { processor: result.processor, mime, kind, sha256, passwords: passwords() },
    pages: result.pagesToRecognise,
    ocr,
    signal,
    turn,
    kept: (page) => pages.get(sha256, key, page),
    keep: (page) => database.transaction((writer) => pages.put(writer, sha256, key, page)),
    progressed,
  });
  const merged = mergeRecognised(result, read.pages, ocr.languages);
  job.result = { ...merged, warnings: [...merged.warnings, ...read.warnings] };
  job.reportOptions = read.warnings.length > 0 ? FAILED_OCR : readingWay(manifestOf(result.processor), ocr, job.settings);
  const { report } = job.result;
  const facts = 'ocr' in report ? report.ocr : undefined;
  const [skipped] = read.pages.map((page) => page.facts.skipped);
  const detail = facts
    ? t('{pages, plural, one {# page} other {# pages}} by {engine} in {languages}, {percent} % sure', { pages: facts.pages.length, engine: facts.engine, languages: facts.languages.join(' + '), percent: Math.round(facts.confidence) })
    : (skipped ?? t('Nothing was found.'));
  note(job, 'process', t('Read by OCR'), 'done', detail, performance.now() - startedAt);
}

/** What was read without OCR counts where it is worth something; else the failure is the file's. */
export function noteFailedOcr(job: Job, thrown: unknown, durationMs: number): void {
  const error = toErrorData(thrown);
  note(job, 'process', t('Read by OCR'), 'failed', error.message, durationMs);
  const { result } = job;
  const isWorthSomething = result !== null && (result.report.kind === 'image' || result.text.trim() !== '');
  const isSettled = thrown instanceof FilemillError && concernsTheFile(thrown) && error.code !== 'ocr.noLanguage';
  if (result && isWorthSomething && !isSettled) {
    job.result = { ...result, warnings: [...result.warnings, t('Its pictures were not read by OCR: {message} {hint}', { message: error.message, hint: error.hint ?? '' }).trim()] };
    job.reportOptions = FAILED_OCR;
  } else {
    job.result = null;
    job.error = error;
  }
}
