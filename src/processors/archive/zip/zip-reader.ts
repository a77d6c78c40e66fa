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
import { ENCRYPTED, isForeign, isUnknown, methodName, type ZipItem } from './zip-item';

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
    const { items, isCut, comment, nameSource, warnings } = await this.open();
    await this.readLinkTargets(items);
    this.listing = {
      entries: items.map(({ entry }) => entry),
      isCut,
      isEncrypted: items.some(({ entry }) => entry.isEncrypted),
      hasEncryptedNames: false,
      isSolid: false,
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
    const { items, dataEnd, damage } = await this.open();
    const foreign: ZipItem[] = [];
    for (const item of items) {
      if (this.turn.isOver) await this.turn.next();
      met(item.entry);
      if (item.entry.type !== 'file') continue;
      if (isForeign(item)) {
        foreign.push(item);
        continue;
      }
      const sink = open(item.entry);
      if (!sink) continue;
      await giveEntry(sink, unpacked, async (guarded, count) => {
        if (isUnknown(item)) throw unknownMethod(methodName(item));
        await this.data.read(item, dataEnd, guarded, count);
      });
    }
    if (foreign.length > 0) await this.readForeign(foreign, open, unpacked);
    if (damage !== null) throw damaged(damage);
  }

  async close(): Promise<void> {
    this.inflater.close();
  }

  private async readForeign(
    items: readonly ZipItem[],
    open: (entry: ArchiveEntry) => EntrySink | null,
    unpacked: (bytes: number) => void,
  ): Promise<void> {
    const other = await openWithSevenZip(this.file, 'zip', this.context);
    try {
      await readForeign(other, items, open, unpacked);
    } finally {
      await other.close();
    }
  }

  private async open(): Promise<ZipContents> {
    this.contents ??= await listZip(this.file, this.directory, this.context, this.turn);
    return this.contents;
  }

  /** The target of a link is its content. One that can't be read has none. */
  private async readLinkTargets(items: readonly ZipItem[]): Promise<void> {
    const links = items.filter(({ entry, size }) => entry.type === 'symlink' && size > 0 && size <= MAX_LINK_BYTES);
    for (const item of links.slice(0, MAX_LINKS)) {
      if (isForeign(item) || isUnknown(item) || item.flags & ENCRYPTED) continue;
      const pieces: Buffer[] = [];
      const sink: EntrySink = {
        write: (piece) => void pieces.push(Buffer.from(piece)),
        end: () => void (item.entry.linkTarget = Buffer.concat(pieces).toString('utf8')),
        fail: (error) => void item.entry.warnings.push({ code: 'damaged', message: error.message }),
      };
      await giveEntry(sink, () => undefined, (guarded, count) => this.data.read(item, this.file.size, guarded, count));
      if (this.turn.isOver) await this.turn.next();
    }
  }
}
