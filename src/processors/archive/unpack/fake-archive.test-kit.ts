import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveEntry } from '../../../shared/model/archive';
import type { ArchiveReader, EntrySink } from '../archive-reader';

/** What an entry says, and what its bytes are: pieces, or pieces and then a failure. */
export type FakeEntry = Partial<ArchiveEntry> & { path: string; pieces?: readonly (string | Buffer)[]; failure?: FilemillError };

export function fakeEntry({ pieces, failure, ...said }: FakeEntry, ordinal = 0): ArchiveEntry {
  void failure;
  const size = pieces?.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0) ?? 0;
  return {
    ordinal,
    type: 'file',
    size,
    compressedSize: null,
    modified: null,
    mode: null,
    linkTarget: null,
    isEncrypted: false,
    method: 'Store',
    crc: null,
    comment: '',
    nameEncoding: 'utf-8',
    warnings: [],
    ...said,
  };
}

interface FakeOptions {
  type?: string;
  /** Called before the bytes of each file come. */
  before?: (ordinal: number) => void | Promise<void>;
  /** Thrown when all that is here has been read. */
  failure?: FilemillError;
}

/** For tests: a reader of an archive that need not exist. Behaves as the contract has it. */
export class FakeArchive implements ArchiveReader {
  readonly type: string;
  listed = 0;
  readPieces = 0;

  constructor(
    private readonly content: readonly FakeEntry[],
    private readonly options: FakeOptions = {},
  ) {
    this.type = options.type ?? 'zip';
  }

  async list(): ReturnType<ArchiveReader['list']> {
    this.listed += 1;
    return {
      entries: this.content.map(fakeEntry),
      isCut: false,
      isEncrypted: false,
      hasEncryptedNames: false,
      isSolid: false,
      hasHardlinks: this.content.some(({ type }) => type === 'hardlink'),
      volumeCount: 1,
      comment: '',
      nameSource: '',
      warnings: [],
    };
  }

  async read(open: (entry: ArchiveEntry) => EntrySink | null, unpacked: (bytes: number) => void = () => undefined, met: (entry: ArchiveEntry) => void = () => undefined): Promise<void> {
    for (const [ordinal, said] of this.content.entries()) {
      const entry = fakeEntry(said, ordinal);
      met(entry);
      const sink = entry.type === 'file' ? open(entry) : null;
      if (sink) await this.options.before?.(ordinal);
      this.give(said, sink, unpacked);
    }
    if (this.options.failure) throw this.options.failure;
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  private give({ pieces = [], failure }: FakeEntry, sink: EntrySink | null, unpacked: (bytes: number) => void): void {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece as string);
      this.readPieces += 1;
      unpacked(bytes.length);
      try {
        sink?.write(bytes);
      } catch (thrown) {
        if (!(thrown instanceof FilemillError)) throw thrown;
        sink?.fail(thrown);
        return;
      }
    }
    if (failure) sink?.fail(failure);
    else sink?.end();
  }
}
