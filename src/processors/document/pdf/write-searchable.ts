import type { Artifact } from '../../../shared/contract/worker-api';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { writeArtifact } from '../../kit/write-artifact';
import { readLayouts } from '../../pdf-writer/read-layouts';
import { searchableCopy } from '../../pdf-writer/searchable-copy';

const MAX_FILE_BYTES = 256e6;

/** A copy of the file that can be searched; `layoutsPath` has one page layout a line. Throws as `searchableCopy` does. */
export async function writeSearchable(file: OpenFile, layoutsPath: string, context: Context): Promise<Artifact> {
  const original = await file.readAll(MAX_FILE_BYTES);
  const bytes = Buffer.from(await searchableCopy(original, readLayouts(layoutsPath, context)));
  return writeArtifact(context.scratchDir, { bytes, role: 'searchablePdf', extension: 'pdf', width: 0, height: 0 });
}
