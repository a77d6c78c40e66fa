import { crc32 } from 'node:zlib';
import type { ArchiveFile } from '../archive-file';
import { BLOCKS_AT_ONCE, deflateBlock } from '../deflate-block';
import type { EntryFacts } from '../entry-facts';
import { InOrder } from '../in-order';
import type { OpenSource } from '../pack-source';
import { isWorthPacking } from './is-worth-packing';
import { Seal, SEAL_BYTES } from './seal';
import { DEFLATED, directoryEnd, directoryLine, localHeader, STORED, type ZipEntry } from './zip-records';

/** So much of the directory is put together at once. */
const LINES_AT_ONCE = 4_096;

export interface ZipOptions {
  /** 0 stores, 9 packs the most. */
  level: number;
  /** AES-256 for what is in the files; names are not hidden. */
  password: string | null;
  signal: AbortSignal;
}

/** Writes a zip: files are packed on all cores, a large one in blocks that are one stream, and written in their order. */
export class ZipWriter {
  /** Of entries that are whole: of very many, lines take a fraction of the room. */
  private readonly directory: Buffer[] = [];
  private lines: Buffer[] = [];
  private entryCount = 0;
  private readonly packing = new InOrder(BLOCKS_AT_ONCE);

  constructor(
    private readonly out: ArchiveFile,
    private readonly options: ZipOptions,
  ) {}

  addFolder(facts: EntryFacts): Promise<void> {
    const entry = this.begin(facts, 0);
    return this.packing.add(Promise.resolve(), () => {
      this.writeHeader(entry);
      this.list(entry);
    });
  }

  /** A file whose bytes are all at hand. */
  async addWhole(facts: EntryFacts, bytes: Buffer): Promise<void> {
    const entry = this.begin(facts, bytes.length);
    entry.crc = crc32(bytes);
    const { level } = this.options;
    const packed = level === 0 || bytes.length === 0 ? Promise.resolve(null) : deflateBlock({ bytes, before: null, isLast: true }, level);
    await this.packing.add(Promise.all([packed, this.sealFor(entry)]), ([smaller, seal]) => {
      const isSmaller = smaller !== null && smaller.length < bytes.length;
      entry.method = isSmaller ? DEFLATED : STORED;
      const content = isSmaller ? smaller : bytes;
      entry.packedSize = content.length + (seal ? SEAL_BYTES : 0);
      this.writeHeader(entry);
      this.write(content, seal, true);
      if (seal) this.out.append(seal.end());
      this.list(entry);
    });
  }

  /** @param told hears of bytes read */
  async addFile(facts: EntryFacts, source: OpenSource, told: (bytes: number) => void): Promise<void> {
    const entry = this.begin(facts, source.size);
    const { level, signal } = this.options;
    const isPacked = level > 0 && (await isWorthPacking(source));
    entry.method = isPacked ? DEFLATED : STORED;
    const seal = await this.sealFor(entry);
    let before: Buffer | null = null;
    let read = 0;
    for await (const bytes of source.pieces(signal)) {
      const isFirst = read === 0;
      read += bytes.length;
      const isLast = read === source.size;
      entry.crc = crc32(bytes, entry.crc);
      const content = isPacked ? deflateBlock({ bytes, before, isLast }, level) : Promise.resolve(bytes);
      before = bytes;
      await this.packing.add(content, (packed) => {
        if (isFirst) this.writeHeader(entry);
        entry.packedSize += packed.length;
        this.write(packed, seal, isFirst);
        if (isLast) this.endFile(entry, seal);
      });
      told(bytes.length);
    }
  }

  /** Writes the directory; nothing can be added after it. */
  async finish(): Promise<void> {
    await this.packing.finish();
    const offset = this.out.length;
    for (const lines of [...this.directory, ...this.lines]) this.out.append(lines);
    this.out.append(directoryEnd(this.entryCount, offset, this.out.length - offset));
  }

  private begin({ name, isUtf8, isFolder, mode, mtimeMs }: EntryFacts, size: number): ZipEntry {
    return {
      name: isFolder ? Buffer.concat([name, Buffer.from('/')]) : name,
      isUtf8,
      isFolder,
      mode,
      mtimeMs,
      method: STORED,
      crc: 0,
      size,
      packedSize: 0,
      offset: 0,
      // There is nothing to hide in an empty file.
      isEncrypted: this.options.password !== null && size > 0,
    };
  }

  /** Its line of the directory, now that all is known of it. */
  private list(entry: ZipEntry): void {
    this.lines.push(directoryLine(entry));
    this.entryCount += 1;
    if (this.lines.length < LINES_AT_ONCE) return;
    this.directory.push(Buffer.concat(this.lines));
    this.lines = [];
  }

  private sealFor({ isEncrypted }: ZipEntry): Promise<Seal | null> {
    const { password } = this.options;
    return isEncrypted && password !== null ? Seal.make(password) : Promise.resolve(null);
  }

  private writeHeader(entry: ZipEntry): void {
    entry.offset = this.out.length;
    this.out.append(localHeader(entry));
  }

  private write(content: Buffer, seal: Seal | null, isFirst: boolean): void {
    if (seal && isFirst) this.out.append(seal.head);
    this.out.append(seal ? seal.encrypt(content) : content);
  }

  /** Only now is known what its header has to say. */
  private endFile(entry: ZipEntry, seal: Seal | null): void {
    if (seal) {
      this.out.append(seal.end());
      entry.packedSize += SEAL_BYTES;
    }
    this.out.rewrite(entry.offset, localHeader(entry));
    this.list(entry);
  }
}
