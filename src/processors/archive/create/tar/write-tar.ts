import { compressWithSevenZip } from '../../seven-zip/compress-with-seven-zip';
import { ArchiveFile } from '../archive-file';
import type { PackJob } from '../pack-job';
import { gzipInto } from './gzip-blocks';
import { tarBytes } from './tar-bytes';

/** Writes `tar`, or one of it compressed. */
export async function writeTar(job: PackJob, target: string): Promise<void> {
  const { format, level } = job.recipe;
  const bytes = tarBytes(job);
  if (format === 'tar.bz2' || format === 'tar.xz') {
    await compressWithSevenZip({ input: bytes, target, format: format === 'tar.xz' ? 'xz' : 'bz2', level, signal: job.signal });
    return;
  }
  const out = ArchiveFile.create(target);
  try {
    if (format === 'tar.gz') await gzipInto(out, bytes, level);
    else for await (const piece of bytes) out.append(piece);
    out.finish();
  } finally {
    out.close();
  }
}
