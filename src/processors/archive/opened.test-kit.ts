import { OpenFile } from '../kit/open-file';
import type { Fixture } from '../kit/fixture.test-kit';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { ArchiveEntry } from '../../shared/model/archive';
import type { ArchiveContext, ArchiveListing } from './archive-reader';
import { openArchive } from './open-archive';

/** What reading an archive gave. */
export interface Opened {
  readonly type: string;
  readonly listing: ArchiveListing;
  readonly entries: readonly ArchiveEntry[];
  /** Contents as text, by path. */
  readonly contents: Record<string, string>;
  /** Codes of what failed, by path. */
  readonly failed: Record<string, string>;
  readonly errors: FilemillError[];
  /** Why not all of it was read. */
  readonly ending: string | null;
  /** All that was told as unpacked. */
  readonly unpackedBytes: number;
}

export function archiveContext(fixture: Fixture, changes: Partial<ArchiveContext> = {}): ArchiveContext {
  return { ...fixture.context, maxEntries: 100_000, ...changes };
}

/** For tests: opens an archive, lists it, and reads all entries that are wanted. */
export async function readArchiveBytes(
  fixture: Fixture,
  name: string,
  bytes: Buffer,
  changes: Partial<ArchiveContext> & { wanted?: (entry: ArchiveEntry) => boolean; mostBytes?: number; unpacked?: (bytes: number) => void } = {},
): Promise<Opened> {
  const file = OpenFile.open(fixture.write(name, bytes));
  try {
    const reader = await openArchive(file, { name, mime: '' }, archiveContext(fixture, changes));
    try {
      const listing = await reader.list();
      const contents: Record<string, string> = {};
      const failed: Record<string, string> = {};
      const errors: FilemillError[] = [];
      let unpackedBytes = 0;
      let ending: string | null = null;
      const reading = reader.read(
        (entry) => {
          if (changes.wanted && !changes.wanted(entry)) return null;
          const pieces: Buffer[] = [];
          return {
            write: (piece) => void pieces.push(Buffer.from(piece)),
            end: () => void (contents[entry.path] = Buffer.concat(pieces).toString('utf8')),
            fail: (error) => {
              failed[entry.path] = error.code;
              errors.push(error);
            },
          };
        },
        (count) => {
          unpackedBytes += count;
          changes.unpacked?.(count);
        },
      );
      await reading.catch((thrown: unknown) => {
        if (!(thrown instanceof FilemillError) || thrown.code !== 'file.damaged') throw thrown;
        ending = thrown.message;
      });
      return { type: reader.type, listing, entries: [...listing.entries], contents, failed, errors, ending, unpackedBytes };
    } finally {
      await reader.close();
    }
  } finally {
    file.close();
  }
}
