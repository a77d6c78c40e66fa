import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { manifestOf } from '../../processors/catalogue';
import type { Engine } from '../engine';
import { jobOfFile, sourceOfRecord } from './file-detail';
import { publishArtifact } from '../stages/publish/artifact-store';

const PREVIEW_MS = 60_000;

export interface PreviewRequest {
  id: number;
  page: number;
  maxSidePixels: number;
}

/** A picture of one page, made by a worker on request and kept by the content it shows. */
export async function renderPreview(
  engine: Engine,
  request: PreviewRequest,
  signal: AbortSignal,
): Promise<{ id: string; width: number; height: number }> {
  const { database, reports, pool, options } = engine;
  const record = jobOfFile(database, request.id);
  const head = record.reportId === null ? undefined : reports.head(record.reportId);
  if (!head || !record.sha256 || !record.mime || !record.kind || !manifestOf(head.processor)?.canRender) {
    throw new FilemillError('artifact.none', 'There is no preview for this kind of file.', { hint: 'Open it in its own program.' });
  }
  const key = `${record.sha256}:${head.processor}:${head.processorVersion}:${request.page}:${request.maxSidePixels}px`;
  const kept = database.get<{ id: string; width: number; height: number }>(
    'SELECT id, width, height FROM artifacts WHERE key = ?',
    key,
  );
  if (kept) return kept;

  const scratchDir = join(options.dataFolder, 'scratch', `preview-${request.id}-${request.page}-${Date.now()}`);
  await mkdir(scratchDir, { recursive: true });
  try {
    const { mime, kind, sha256 } = record;
    const artifact = await pool.run({ exclusive: false, urgent: true, timeoutMs: PREVIEW_MS }, (worker) =>
      worker.call(
        'file.render',
        {
          source: sourceOfRecord(request.id, record),
          options: { processor: head.processor, mime, kind, sha256 },
          page: request.page,
          maxSidePixels: request.maxSidePixels,
          scratchDir,
        },
        { signal },
      ),
    );
    const id = await publishArtifact(options.dataFolder, artifact);
    database.transaction((writer) =>
      writer.run('INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?)', key, id, artifact.width, artifact.height, artifact.bytes),
    );
    return { id, width: artifact.width, height: artifact.height };
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}
