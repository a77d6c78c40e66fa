import type { ArchiveEntry } from '../../../shared/model/archive';
import { toFileError } from '../../kit/io-error';
import type { ArchiveContext, ArchiveListing, ArchiveReader, EntrySink } from '../archive-reader';
import { damaged, isDamage } from '../bytes/archive-failure';
import { Turn } from '../bytes/turn';
import { PackedEntries } from '../entries/packed-entries';
import { TarParser } from './tar-parser';
import type { TarSource } from './tar-source';
import { t } from '../../../shared/words/words';

/** Of a file that is skipped through only headers are wanted; what is read through comes in large pieces. */
const LEAST_PIECE_BYTES = 16 * 1024;
const MOST_PIECE_BYTES = 256 * 1024;

/** Tar, plain or compressed as a whole; each reading goes through it once from its start. */
export class TarReader implements ArchiveReader {
  private readonly turn: Turn;
  private listing: ArchiveListing | null = null;

  constructor(
    private readonly source: TarSource,
    private readonly context: ArchiveContext,
  ) {
    this.turn = new Turn(context.signal);
  }

  get type(): string {
    return this.source.type;
  }

  async list(): Promise<ArchiveListing> {
    if (this.listing) return this.listing;
    const entries = new PackedEntries();
    const parser = await this.run(
      (entry) => {
        entries.add(entry);
        return null;
      },
      () => undefined,
    );
    this.listing = this.toListing(parser, entries);
    return this.listing;
  }

  /** Throws `file.damaged` at its end where something is missing. */
  async read(
    open: (entry: ArchiveEntry) => EntrySink | null,
    unpacked: (bytes: number) => void = () => undefined,
    met: (entry: ArchiveEntry) => void = () => undefined,
  ): Promise<void> {
    const parser = await this.run((entry) => {
      met(entry);
      return entry.type === 'file' ? open(entry) : null;
    }, unpacked);
    if (parser.damage !== null) throw damaged(parser.damage);
  }

  close(): Promise<void> {
    return this.source.close();
  }

  private async run(
    meet: (entry: ArchiveEntry) => EntrySink | null,
    unpacked: (bytes: number) => void,
  ): Promise<TarParser> {
    // What is packed as a whole has no packed size of its own.
    const meetAsPacked = this.source.file ? meet : (entry: ArchiveEntry) => meet({ ...entry, compressedSize: null });
    const parser = new TarParser({ meet: meetAsPacked, filled: unpacked }, this.context.maxEntries);
    try {
      const isBroken = await this.feed(parser, unpacked);
      parser.end(isBroken);
    } catch (thrown) {
      parser.abort(toFileError(thrown));
      throw thrown;
    }
    return parser;
  }

  /** Whether the stream ended by damage. */
  private async feed(parser: TarParser, unpacked: (bytes: number) => void): Promise<boolean> {
    const pieces = this.source.file ? this.seekingPieces(parser) : this.source.pieces();
    const iterator = pieces[Symbol.asyncIterator]();
    try {
      while (!parser.isDone) {
        const next = await nextPiece(iterator);
        if (next === 'broken') return true;
        if (next === null) return false;
        unpacked(next.length);
        if (this.turn.isOver) await this.turn.next();
        for (let at = 0; at < next.length || parser.isBusy; ) {
          at = parser.take(next, at);
          if (this.turn.isOver) await this.turn.next();
        }
      }
      return false;
    } finally {
      await iterator.return?.();
    }
  }

  /** From the file, leaving out what the parser does not want to see. */
  private async *seekingPieces(parser: TarParser): AsyncGenerator<Buffer, void, undefined> {
    const { file } = this.source;
    if (!file) return;
    let pieceBytes = LEAST_PIECE_BYTES;
    for (let at = 0; at < file.size; ) {
      const skipped = Math.min(parser.skippable, file.size - at);
      if (skipped > 0) parser.skip(skipped);
      at += skipped;
      pieceBytes = skipped > pieceBytes ? LEAST_PIECE_BYTES : Math.min(pieceBytes * 2, MOST_PIECE_BYTES);
      const piece = await file.readRange(at, pieceBytes);
      at += piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  private toListing(parser: TarParser, entries: PackedEntries): ArchiveListing {
    if (entries.length === 0 && parser.damage !== null) throw damaged(parser.damage);
    return {
      entries,
      isCut: parser.isCut,
      isEncrypted: false,
      hasEncryptedNames: false,
      isSolid: this.source.file === null,
      hasHardlinks: entries.has('hardlink'),
      volumeCount: 1,
      comment: parser.label,
      nameSource: nameSource(parser),
      warnings: [...parser.warnings, ...this.source.warnings()],
    };
  }
}

async function nextPiece(iterator: AsyncIterator<Buffer>): Promise<Buffer | 'broken' | null> {
  try {
    const next = await iterator.next();
    return next.done ? null : next.value;
  } catch (thrown) {
    // What came before the damage is good.
    if (isDamage(thrown)) return 'broken';
    throw thrown;
  }
}

function nameSource(parser: TarParser): string {
  if (parser.hasStrangeNames) return t('UTF-8 for the most part; bytes that are not are kept as they are.');
  return parser.hasUnicodeNames ? t('UTF-8, as tar has it.') : t('Plain ASCII.');
}
