import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveEntry } from '../../../shared/model/archive';
import type { WorkerApi } from '../../../shared/contract/worker-api';
import type { CallOutput } from '../../../shared/rpc/define-api';
import type { ArchiveContext, ArchiveReader, EntrySink } from '../archive-reader';
import { t } from '../../../shared/words/words';

type Verified = CallOutput<WorkerApi, 'archive.verify'>;

/** No honest archive unpacks to more; checking a dishonest one must come to an end. Deflate packs 1,032 times at best. */
const MOST_RATIO = 2_000;
const LEAST_BYTES = 10_000_000_000;
/** More failures say nothing more. */
const MOST_FAILURES = 10_000;
/** What readers find out before they read. */
const FAULTS = new Set(['contradiction', 'overlap', 'unknownMethod', 'damaged']);

/** Reads all of it and writes nothing. Throws what opening it throws, and `call.cancelled`. */
export async function verifyArchive(reader: ArchiveReader, archiveBytes: number, context: ArchiveContext): Promise<Verified> {
  const failures: Verified['failures'] = [];
  const fail = ({ ordinal, path }: ArchiveEntry, reason: string): void => {
    if (failures.length < MOST_FAILURES) failures.push({ ordinal, path, reason });
  };
  const most = Math.max(LEAST_BYTES, archiveBytes * MOST_RATIO);
  let files = 0;
  let bytes = 0;
  let read = 0;
  let met = 0;

  const open = (entry: ArchiveEntry): EntrySink | null => {
    context.progress(t('File {number}', { number: String(files + 1) }), null);
    const fault = entry.warnings.find(({ code }) => FAULTS.has(code));
    if (fault) {
      fail(entry, fault.message);
      return null;
    }
    let size = 0;
    return {
      write: (piece) => void (size += piece.length),
      end() {
        files += 1;
        bytes += size;
      },
      fail: (error) => fail(entry, error.message),
    };
  };
  const count = (unpacked: number): void => {
    read += unpacked;
    if (read > most) throw new FilemillError('file.tooLarge', t('It unpacks to so much that it was not read to its end.'), { hint: t('Such archives are made to keep a computer busy.') });
  };
  try {
    await reader.read(open, count, () => void (met += 1));
  } catch (thrown) {
    const isOfArchive = thrown instanceof FilemillError && ['file.damaged', 'file.tooLarge', 'file.tooComplex'].includes(thrown.code);
    if (!isOfArchive || files === 0) throw thrown;
    failures.push({ ordinal: met, path: '', reason: thrown.message });
  }
  return { files, bytes, failures };
}
