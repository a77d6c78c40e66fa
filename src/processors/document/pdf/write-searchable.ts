import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Artifact } from '../../../shared/contract/worker-api';
import { pageLayoutSchema, type PageLayout } from '../../../shared/model/page-layout';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { writeArtifact } from '../../kit/write-artifact';
import { searchableCopy } from '../../pdf-writer/searchable-copy';

const MAX_FILE_BYTES = 256e6;

/** A copy of the file that can be searched; `layoutsPath` has one page layout a line. Throws as `searchableCopy` does. */
export async function writeSearchable(file: OpenFile, layoutsPath: string, context: Context): Promise<Artifact> {
  const original = await file.readAll(MAX_FILE_BYTES);
  const bytes = Buffer.from(await searchableCopy(original, layoutsIn(layoutsPath, context)));
  return writeArtifact(context.scratchDir, { bytes, role: 'searchablePdf', extension: 'pdf', width: 0, height: 0 });
}

async function* layoutsIn(path: string, { signal, progress }: Context): AsyncGenerator<PageLayout> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    throwIfCancelled(signal);
    if (line.trim() === '') continue;
    const layout = pageLayoutSchema.parse(JSON.parse(line));
    progress(`Page ${layout.page}`, null);
    yield layout;
  }
}
