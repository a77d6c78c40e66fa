import { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntrySink } from '../archive-reader';

/** What `unpacked` threw: it ends the reading, not only the entry. */
class Ended extends Error {
  constructor(readonly reason: unknown) {
    super('ended');
  }
}

/**
 * Gives one entry to its sink: `read` writes its bytes, then it has ended; or it has failed, by what the reader or the
 * sink threw. Throws what `unpacked` throws, and what says that the reading as a whole can't go on.
 */
export async function giveEntry(
  sink: EntrySink,
  unpacked: (bytes: number) => void,
  read: (sink: EntrySink, unpacked: (bytes: number) => void) => Promise<void>,
): Promise<void> {
  const count = (bytes: number): void => {
    try {
      unpacked(bytes);
    } catch (thrown) {
      throw new Ended(thrown);
    }
  };
  try {
    await read(sink, count);
    sink.end();
  } catch (thrown) {
    const reason = thrown instanceof Ended ? thrown.reason : thrown;
    if (reason instanceof FilemillError) sink.fail(reason);
    if (thrown instanceof Ended || !(reason instanceof FilemillError) || ENDS_ALL.has(reason.code)) throw reason;
  }
}

/** Not about the entry: the next one would fail the same way. */
const ENDS_ALL = new Set<FilemillError['code']>(['call.cancelled', 'file.changed', 'file.unreadable', 'file.vanished', 'system.exhausted']);
