import type { ArchiveEntry } from '../../../shared/model/archive';
import type { OpenFile } from '../../kit/open-file';
import type { ArchiveContext, ArchiveListing, ArchiveReader, EntrySink } from '../archive-reader';
import { damaged, unknownMethod } from '../bytes/archive-failure';
import { FileWindow } from '../bytes/file-window';
import { Inflater } from '../bytes/inflater';
import { giveEntry } from '../bytes/give-entry';
import { Turn } from '../bytes/turn';
import { openWithSevenZip } from '../seven-zip/open-with-seven-zip';
import { EntryData } from './entry-data';
import { EntryKeys } from './entry-keys';
import type { ZipDirectory } from './find-directory';
import { listZip, type ZipContents } from './list-zip';
import { readForeign } from './read-foreign';
import { isSymlink } from './to-entry';
import type { ZipEntries } from './zip-entries';
import { ENCRYPTED, isForeign, isUnknown, methodName } from './zip-fields';

/** Longer ones are no paths. */
const MAX_LINK_BYTES = 4096;
/** Of so many links the targets are told. */
const MAX_LINKS = 10_000;

/** ZIP, read by its list of entries; every entry is held to what the list says about it. */
export class ZipReader implements ArchiveReader {
  readonly type = 'zip';
  private readonly inflater = new Inflater();
  private readonly turn: Turn;
  private readonly data: EntryData;
  private contents: ZipContents | null = null;
  private listing: ArchiveListing | null = null;

  constructor(
    private readonly file: OpenFile,
    private readonly directory: ZipDirectory | null,
    private readonly context: ArchiveContext,
  ) {
    this.turn = new Turn(context.signal);
    this.data = new EntryData(file, new FileWindow(file), new EntryKeys(context.passwords), this.inflater, this.turn);
  }

  async list(): Promise<ArchiveListing> {
    if (this.listing) return this.listing;
    const { entries, isCut, isEncrypted, comment, nameSource, warnings } = await this.open();
    await this.readLinkTargets(entries);
    this.listing = {
      entries,
      isCut,
      isEncrypted,
      hasEncryptedNames: false,
      isSolid: false,
      hasHardlinks: false,
      volumeCount: 1,
      comment,
      nameSource,
      warnings,
    };
    return this.listing;
  }

  /** Throws `file.damaged` at its end where the list of entries is not whole. */
  async read(
    open: (entry: ArchiveEntry) => EntrySink | null,
    unpacked: (bytes: number) => void = () => undefined,
    met: (entry: ArchiveEntry) => void = () => undefined,
  ): Promise<void> {
    // Targets of links belong to what is told.
    await this.list();
    const { entries, dataEnd, damage } = await this.open();
    const foreign: number[] = [];
    for (let ordinal = 0; ordinal < entries.length; ordinal += 1) {
      if (this.turn.isOver) await this.turn.next();
      const fields = entries.fields.at(ordinal);
      const entry = entries.entryOf(fields, ordinal);
      met(entry);
      if (entry.type !== 'file') continue;
      if (isForeign(fields)) {
        foreign.push(ordinal);
        continue;
      }
      const sink = open(entry);
      if (!sink) continue;
      await giveEntry(sink, unpacked, async (guarded, count) => {
        if (isUnknown(fields)) throw unknownMethod(methodName(fields));
        await this.data.read(fields, dataEnd, guarded, count);
      });
    }
    if (foreign.length > 0) await this.readForeign(entries, foreign, open, unpacked);
    if (damage !== null) throw damaged(damage);
  }

  async close(): Promise<void> {
    this.inflater.close();
  }

  private async readForeign(
    entries: ZipEntries,
    ordinals: readonly number[],
    open: (entry: ArchiveEntry) => EntrySink | null,
    unpacked: (bytes: number) => void,
  ): Promise<void> {
    const other = await openWithSevenZip(this.file, 'zip', this.context);
    try {
      await readForeign(other, entries, ordinals, open, unpacked);
    } finally {
      await other.close();
    }
  }

  private async open(): Promise<ZipContents> {
    this.contents ??= await listZip(this.file, this.directory, this.context, this.turn);
    return this.contents;
  }

  /** The target of a link is its content. One that can't be read has none. */
  private async readLinkTargets(entries: ZipEntries): Promise<void> {
    let links = 0;
    for (let ordinal = 0; ordinal < entries.length && links < MAX_LINKS; ordinal += 1) {
      const fields = entries.fields.at(ordinal);
      if (!isSymlink(fields) || fields.size === 0 || fields.size > MAX_LINK_BYTES) continue;
      links += 1;
      if (isForeign(fields) || isUnknown(fields) || fields.flags & ENCRYPTED) continue;
      const pieces: Buffer[] = [];
      const sink: EntrySink = {
        write: (piece) => void pieces.push(Buffer.from(piece)),
        end: () => entries.learnLink(ordinal, { target: Buffer.concat(pieces).toString('utf8') }),
        fail: ({ message }) => entries.learnLink(ordinal, { failure: message }),
      };
      await giveEntry(sink, () => undefined, (guarded, count) => this.data.read(fields, this.file.size, guarded, count));
      if (this.turn.isOver) await this.turn.next();
    }
  }
}
