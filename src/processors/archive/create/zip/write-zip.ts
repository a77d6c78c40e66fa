import type { PackSource } from '../../../../shared/model/packing';
import { ArchiveFile } from '../archive-file';
import { entryFacts } from '../entry-facts';
import type { PackJob } from '../pack-job';
import { checkFolder, OpenSource } from '../pack-source';
import { ZipWriter } from './zip-writer';

export async function writeZip(job: PackJob, target: string): Promise<void> {
  const { level, password } = job.recipe;
  const out = ArchiveFile.create(target);
  try {
    const zip = new ZipWriter(out, { level, password, signal: job.signal });
    for (const source of job.sources) {
      await job.giveWay();
      await addSource(zip, source, job);
    }
    const metadata = job.metadata();
    if (metadata) await zip.addWhole(entryFacts(metadata, job.recipe), metadata.bytes);
    await zip.finish();
    out.finish();
  } finally {
    out.close();
  }
}

async function addSource(zip: ZipWriter, source: PackSource, job: PackJob): Promise<void> {
  const facts = entryFacts(source, job.recipe);
  if (source.isFolder) {
    checkFolder(source);
    await zip.addFolder(facts);
    job.packed(source, null);
    return;
  }
  const file = OpenSource.open(source);
  try {
    const { whole } = file;
    if (whole) {
      file.checkUnchanged();
      await zip.addWhole(facts, whole);
      job.read(whole.length);
    } else {
      await zip.addFile(facts, file, (bytes) => job.read(bytes));
      file.checkUnchanged();
    }
    job.packed(source, file.sha256);
  } finally {
    file.close();
  }
}
