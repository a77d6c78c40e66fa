import { mkdir, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FilemillError, type ErrorData } from '../../shared/errors/filemill-error';
import type { Artifact, Source, WorkerApi } from '../../shared/contract/worker-api';
import type { CallInput } from '../../shared/rpc/define-api';
import type { Connected } from '../../shared/rpc/connect';
import { manifestOf } from '../../processors/catalogue';
import type { Manifest } from '../../processors/kit/processor';
import type { Engine } from '../engine';
import { publishArtifact } from '../stages/publish/artifact-store';
import type { StoredReport } from '../store/reports';
import { jobOfFile, sourceOfRecord } from './file-detail';
import { t } from '../../shared/words/words';

const PREVIEW_MS = 60_000;

export interface PreviewRequest {
  id: number;
  page: number;
  maxSidePixels: number;
}

/** A file that was read, as a worker wants it named. */
export interface ReadFile {
  source: Source;
  options: CallInput<WorkerApi, 'file.render'>['options'];
  head: StoredReport;
  manifest: Manifest;
  /** Names the version and who reads it, for what is kept of it. */
  key: string;
}

/** @throws FilemillError `artifact.none` for a file that was not read */
export function readFileOf(engine: Engine, id: number): ReadFile {
  const record = jobOfFile(engine.database, id);
  const head = record.reportId === null ? undefined : engine.reports.head(record.reportId);
  const manifest = head && manifestOf(head.processor);
  const { mime, kind, sha256 } = record;
  if (!head || !manifest || !sha256 || !mime || !kind) throw noPreview(record.error);
  return {
    source: sourceOfRecord(id, record),
    options: { processor: head.processor, mime, kind, sha256, passwords: engine.passwords.texts() },
    head,
    manifest,
    key: `${sha256}:${head.processor}:${head.processorVersion}`,
  };
}

/** @param error what is the matter with the file, as the ledger has it */
export function noPreview(error: string | null = null): FilemillError {
  if (error !== null) {
    const { message, hint, details } = JSON.parse(error) as ErrorData;
    return new FilemillError('artifact.none', message, { hint, ...(details === undefined ? {} : { details }) });
  }
  return new FilemillError('artifact.none', t('There is no preview for this kind of file.'), { hint: t('Open it in its own program.') });
}

/** Has a worker ready that can draw at once. */
export async function prepareToShow({ pool }: Engine): Promise<void> {
  await pool.run({ exclusive: false, urgent: true, timeoutMs: PREVIEW_MS }, (worker) => worker.call('pages.prepare', {}));
}

/** A picture of one page, made by a worker on request and kept by the content it shows. */
export function renderPreview(
  engine: Engine,
  { id, page, maxSidePixels }: PreviewRequest,
  signal: AbortSignal,
): Promise<{ id: string; width: number; height: number }> {
  const { source, options, manifest, key } = readFileOf(engine, id);
  if (!manifest.canRender) throw noPreview();
  return keptArtifact(engine, `${key}:${page}:${maxSidePixels}px`, (worker, scratchDir) =>
    worker.call('file.render', { source, options, page, maxSidePixels, scratchDir }, { signal }),
  );
}

/** The document as HTML, likewise. */
export async function renderHtml(engine: Engine, fileId: number, signal: AbortSignal): Promise<{ id: string }> {
  const { source, options, manifest, key } = readFileOf(engine, fileId);
  if (!manifest.hasHtml) throw noPreview();
  const { id } = await keptArtifact(engine, `${key}:html`, (worker, scratchDir) =>
    worker.call('file.html', { source, options, scratchDir }, { signal }),
  );
  return { id };
}

type Make = (worker: Connected<WorkerApi>, scratchDir: string) => Promise<Artifact>;

interface Kept {
  id: string;
  width: number;
  height: number;
}

/** What was made under this key before. */
export const findKept = ({ database }: Engine, key: string): Kept | undefined => database.get('SELECT id, width, height FROM artifacts WHERE key = ?', key);

/** What was made under this key before, or is made now and kept. */
export async function keptArtifact(engine: Engine, key: string, make: Make): Promise<Kept> {
  const { database, options } = engine;
  const kept = findKept(engine, key);
  if (kept) return kept;
  return withScratch(engine, PREVIEW_MS, make, async (artifact) => {
    const id = await publishArtifact(options.dataFolder, artifact);
    database.transaction((writer) =>
      writer.run('INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?)', key, id, artifact.width, artifact.height, artifact.bytes),
    );
    return { id, width: artifact.width, height: artifact.height };
  });
}

/** Has a worker make something in a scratch folder of its own, which is gone when it has been used. */
export async function withScratch<T>(
  { pool, options }: Engine,
  timeoutMs: number,
  make: Make,
  take: (artifact: Artifact) => Promise<T>,
): Promise<T> {
  const scratchDir = join(options.dataFolder, 'scratch', `made-${randomUUID()}`);
  await mkdir(scratchDir, { recursive: true });
  try {
    const artifact = await pool.run({ exclusive: false, urgent: true, timeoutMs }, (worker) => make(worker, scratchDir));
    return await take(artifact);
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}
