import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact, Source, WorkerApi } from '../../shared/contract/worker-api';
import type { OcrReport } from '../../shared/model/report';
import type { Connected } from '../../shared/rpc/connect';
import type { CallInput } from '../../shared/rpc/define-api';
import type { RecognisedPages } from '../store/recognised-pages';

/** A thousand pages take about a minute. */
export const SEARCHABLE_MS = 600_000;

export interface SearchableRequest {
  readonly source: Source;
  readonly options: CallInput<WorkerApi, 'file.searchable'>['options'];
  /** Pages that OCR has read, and the way in which the file was read. */
  readonly pages: OcrReport['pages'];
  readonly way: string;
}

/** Has a worker write a PDF that shows the file's pages and can be searched into the scratch folder. */
export async function makeSearchable(
  { source, options, pages, way }: SearchableRequest,
  recognisedPages: RecognisedPages,
  worker: Connected<WorkerApi>,
  scratchDir: string,
  signal: AbortSignal,
): Promise<Artifact> {
  const layoutsPath = join(scratchDir, 'layouts.jsonl');
  const layouts = await open(layoutsPath, 'wx', 0o600);
  try {
    for (const { page } of pages) {
      const kept = recognisedPages.get(options.sha256, way, page);
      if (kept) await layouts.appendFile(`${JSON.stringify(kept.layout)}\n`);
    }
  } finally {
    await layouts.close();
  }
  return worker.call('file.searchable', { source, options, layoutsPath, scratchDir }, { signal });
}
