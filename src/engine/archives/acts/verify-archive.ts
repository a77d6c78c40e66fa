import type { ArchiveRef } from '../../../shared/model/archive';
import { ARCHIVE_MS } from '../archive-sources';
import type { ActParts } from './act-parts';
import type { RunHandle } from './archive-runs';

/** Has every entry read to its end; what is damaged is told with its reason. */
export async function verifyArchive({ pool, sources }: ActParts, ref: ArchiveRef, run: RunHandle): Promise<void> {
  const { signal } = run;
  const archive = await sources.open(ref, run.progressId, signal);
  const { source, options } = archive;
  try {
    const { files, bytes, failures } = await pool.run({ exclusive: true, timeoutMs: ARCHIVE_MS, signal }, (worker) =>
      worker.call('archive.verify', { source, options, scratchDir: sources.scratchFolder }, { signal }),
    );
    run.tell({
      files,
      bytes,
      isVerified: failures.length === 0,
      refusedCount: failures.length,
      refused: failures.slice(0, 200).map((failure) => ({ ...failure, code: 'damaged' as const })),
    });
  } finally {
    await archive.release();
  }
}
