import type { ArchiveEntry } from '../../../shared/model/archive';
import type { ArchiveContext, ArchiveListing, ArchiveReader, EntrySink } from '../archive-reader';
import { giveEntry } from '../bytes/give-entry';
import { Turn } from '../bytes/turn';
import { t } from '../../../shared/words/words';

/** What a compressed stream of one file says of it, as far as it is known. */
export interface SingleFacts {
  readonly name: string;
  readonly size: number | null;
  readonly modified: number | null;
  readonly comment: string;
  readonly crc: string | null;
  readonly warnings: readonly string[];
  readonly isDamaged: boolean;
}

export interface SingleSource {
  /** "gz", "xz" … */
  readonly type: string;
  readonly method: string;
  readonly compressedSize: number;
  facts(): Promise<SingleFacts>;
  /** A piece is good until the next one is asked for. */
  pieces(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** One file, compressed, as an archive with one entry. */
export class SingleReader implements ArchiveReader {
  private readonly turn: Turn;
  private listing: ArchiveListing | null = null;

  constructor(
    private readonly source: SingleSource,
    context: ArchiveContext,
  ) {
    this.turn = new Turn(context.signal);
  }

  get type(): string {
    return this.source.type;
  }

  async list(): Promise<ArchiveListing> {
    if (this.listing) return this.listing;
    const facts = await this.source.facts();
    const entry: ArchiveEntry = {
      ordinal: 0,
      path: facts.name,
      type: 'file',
      size: facts.size,
      compressedSize: this.source.compressedSize,
      modified: facts.modified,
      mode: null,
      linkTarget: null,
      isEncrypted: false,
      method: this.source.method,
      crc: facts.crc,
      comment: facts.comment,
      nameEncoding: 'utf-8',
      warnings: facts.isDamaged ? [{ code: 'damaged', message: t('Its packed data is damaged or cut off.') }] : [],
    };
    this.listing = {
      entries: [entry],
      isCut: false,
      isEncrypted: false,
      hasEncryptedNames: false,
      isSolid: false,
      hasHardlinks: false,
      volumeCount: 1,
      comment: '',
      nameSource: t('The name of the archive without its ending.'),
      warnings: facts.warnings,
    };
    return this.listing;
  }

  async read(
    open: (entry: ArchiveEntry) => EntrySink | null,
    unpacked: (bytes: number) => void = () => undefined,
    met: (entry: ArchiveEntry) => void = () => undefined,
  ): Promise<void> {
    const entry = (await this.list()).entries.at(0);
    if (!entry) return;
    met(entry);
    const sink = open(entry);
    if (!sink) return;
    await giveEntry(sink, unpacked, async (guarded, count) => {
      for await (const piece of this.source.pieces()) {
        count(piece.length);
        guarded.write(piece);
        if (this.turn.isOver) await this.turn.next();
      }
    });
  }

  close(): Promise<void> {
    return this.source.close();
  }
}
