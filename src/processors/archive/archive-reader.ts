import type { FilemillError } from '../../shared/errors/filemill-error';
import type { ArchiveEntry } from '../../shared/model/archive';

/** What reading an archive may use, and who hears of it. */
export interface ArchiveContext {
  readonly signal: AbortSignal;
  /** Tried in turn on a locked archive; the one that opens it is used from then on. */
  readonly passwords: readonly string[];
  /** No more entries than this are listed; the listing says that there are more. */
  readonly maxEntries: number;
  /** The only place where a reader may put something aside (parts of a nested stream). */
  readonly scratchDir: string;
  progress(label: string, fraction: number | null): void;
}

/** Entries in the order in which they lie in the archive. They may be made anew each time they are asked for, as long lists of objects take much memory. */
export interface EntryList extends Iterable<ArchiveEntry> {
  readonly length: number;
  /** @param ordinal from 0 */
  at(ordinal: number): ArchiveEntry | undefined;
}

export interface ArchiveListing {
  readonly entries: EntryList;
  /** There are more than `maxEntries`, or the archive is cut off: what is listed is the beginning. */
  readonly isCut: boolean;
  readonly isEncrypted: boolean;
  readonly hasEncryptedNames: boolean;
  readonly isSolid: boolean;
  readonly hasHardlinks: boolean;
  readonly volumeCount: number;
  readonly comment: string;
  readonly nameSource: string;
  /** About the archive as a whole: bytes before or after it, a missing part, a damaged directory. Sentences. */
  readonly warnings: readonly string[];
}

/** Takes the bytes of one entry. All of it is synchronous; a reader gives way to others between pieces by itself. */
export interface EntrySink {
  /** The bytes are good until it returns. A FilemillError thrown here ends this entry: `fail` is called with it. */
  write(piece: Uint8Array): void;
  /** All bytes came, and fit the size and the checksum that the archive has for them. */
  end(): void;
  /** It could not be read to its end; what was written of it does not count. */
  fail(error: FilemillError): void;
}

/**
 * One archive, opened. Reading never writes, and never follows what the archive says: that is for those who use it
 * (`unpack/`). Throws `file.damaged`, `file.needsPassword`, `archive.partMissing`, `file.tooComplex`, `call.cancelled`.
 */
export interface ArchiveReader {
  /** "zip", "tar.gz", "rar" … */
  readonly type: string;
  /** Without unpacking where the format allows; the same listing each time. */
  list(): Promise<ArchiveListing>;
  /**
   * Gives the bytes of all entries that `open` answers a sink for, in one pass and in the archive's order; memory does not
   * grow with what is in it. One entry that fails does not end the others where the format allows to go on.
   *
   * @param open asked once for each entry of type `file`; null leaves it out
   * @param unpacked told of all bytes that are unpacked, also of entries left out (in a solid archive they are unpacked
   *   on the way); what it throws ends the reading
   * @param met told of every entry, folders and links too, in order and before `open` is asked; no `list` is needed before
   * @param wants asked of each entry of type `file` by those readers that must know before they begin; then `open` is asked for
   *   these only. What was not opened when the reading ends in a failure is told of to nobody
   */
  read(
    open: (entry: ArchiveEntry) => EntrySink | null,
    unpacked?: (bytes: number) => void,
    met?: (entry: ArchiveEntry) => void,
    wants?: (entry: ArchiveEntry) => boolean,
  ): Promise<void>;
  close(): Promise<void>;
}
