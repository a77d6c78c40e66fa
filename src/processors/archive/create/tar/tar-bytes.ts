import { entryFacts } from '../entry-facts';
import type { PackJob } from '../pack-job';
import { checkFolder, OpenSource } from '../pack-source';
import { padding, tarEnd, tarHeader } from './tar-header';

/** A tar of all that is to be packed, piece by piece; pieces are the receiver's own. */
export async function* tarBytes(job: PackJob): AsyncGenerator<Buffer, void, undefined> {
  for (const source of job.sources) {
    const facts = entryFacts(source, job.recipe);
    await job.giveWay();
    if (source.isFolder) {
      checkFolder(source);
      yield tarHeader(facts, 0);
      job.packed(source, null);
      continue;
    }
    const file = OpenSource.open(source);
    try {
      const { whole } = file;
      const header = tarHeader(facts, file.size);
      if (whole) yield Buffer.concat([header, whole, padding(whole.length)]);
      else {
        yield header;
        for await (const piece of file.pieces(job.signal)) {
          yield piece;
          job.read(piece.length);
        }
        yield padding(file.size);
      }
      file.checkUnchanged();
      if (whole) job.read(whole.length);
      job.packed(source, file.sha256);
    } finally {
      file.close();
    }
  }
  const metadata = job.metadata();
  if (metadata) {
    const { bytes, ...facts } = metadata;
    yield Buffer.concat([tarHeader(entryFacts(facts, job.recipe), bytes.length), bytes, padding(bytes.length)]);
  }
  yield tarEnd();
}
