import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32, inflateRawSync } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { FilemillError } from '../../shared/errors/filemill-error';
import { throwIfCancelled, type OpenFile } from '../kit/open-file';
import { damaged, locked, tooComplex, type OfficeFormat } from './office-format';

const MAX_ENTRIES = 50_000;
const MAX_ENTRY_BYTES = 512e6;
const MAX_TOTAL_BYTES = 2e9;
/** A part may be so many times as large as its compressed form, once it is larger than the threshold. */
const MAX_RATIO = 100;
const RATIO_FROM_BYTES = 10e6;
const PIECE_BYTES = 256 * 1024;

const LOCAL_HEADER_BYTES = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** A small part costs one read when its local header is no longer than this beyond its name. */
const USUAL_EXTRA_BYTES = 64;

/**
 * The parts of an office file, read from the descriptor that is already open. Names are compared without case, as the
 * Open Packaging Conventions want it. Sizes and ratios are judged before the first byte is unpacked, and held to while
 * it is. Throws `file.damaged`, `file.tooComplex`, `file.needsPassword`.
 */
export class ZipParts {
  private unpackedBytes = 0;

  private constructor(
    readonly format: OfficeFormat,
    private readonly file: OpenFile,
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
    private readonly signal: AbortSignal,
  ) {}

  static async open(file: OpenFile, format: OfficeFormat, signal: AbortSignal): Promise<ZipParts> {
    try {
      const zip = await yauzl.fromRandomAccessReaderPromise(new OpenFileReader(file), file.size, {
        lazyEntries: true,
        autoClose: false,
        validateEntrySizes: true,
        strictFileNames: true,
      });
      if (zip.entryCount > MAX_ENTRIES) throw tooComplex(format, `it has ${zip.entryCount} parts`);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      return new ZipParts(format, file, zip, entries, signal);
    } catch (thrown) {
      throw thrown instanceof FilemillError ? thrown : damaged(format, thrown);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** As they are spelt in the file. */
  get names(): string[] {
    return Array.from(this.entries.values(), ({ fileName }) => fileName);
  }

  /** The bytes of one part, unpacked, piece by piece. Throws `file.damaged` when they do not fit its checksum. */
  async *read(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.entryOf(name);
    this.judge(entry, MAX_ENTRY_BYTES);
    let checksum = 0;
    try {
      const stream: AsyncIterable<Buffer> = await this.zip.openReadStreamPromise(entry);
      for await (const piece of stream) {
        throwIfCancelled(this.signal);
        checksum = crc32(piece, checksum);
        yield piece;
      }
    } catch (thrown) {
      if (thrown instanceof FilemillError) throw thrown;
      throw damaged(this.format, thrown);
    }
    if (checksum !== entry.crc32) throw damaged(this.format, `${name} does not fit its checksum`);
  }

  /** The same at once, for parts of at most `maxBytes`: a fraction of the time where they are small. */
  async readWhole(name: string, maxBytes: number): Promise<Buffer> {
    throwIfCancelled(this.signal);
    const entry = this.entryOf(name);
    this.judge(entry, maxBytes);
    const packed = await this.packedBytes(entry);
    let bytes = packed;
    if (entry.compressionMethod !== STORED) {
      try {
        bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
      } catch (thrown) {
        throw damaged(this.format, thrown);
      }
    }
    if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32) {
      throw damaged(this.format, `${name} does not fit its checksum`);
    }
    return bytes;
  }

  /** Parts with the same key hold the same bytes, whatever file they are in. */
  async contentKey(name: string): Promise<string> {
    const entry = this.entryOf(name);
    const { crc32: checksum, uncompressedSize, compressionMethod } = entry;
    return `${hash('sha256', await this.packedBytes(entry))} ${compressionMethod} ${uncompressedSize} ${checksum}`;
  }

  close(): void {
    this.zip.close();
  }

  private entryOf(name: string): Entry {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw damaged(this.format, `${name} is missing`);
    return entry;
  }

  private async packedBytes(entry: Entry): Promise<Buffer> {
    const { fileName, relativeOffsetOfLocalHeader: start, compressedSize, compressionMethod } = entry;
    if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
      throw damaged(this.format, `${fileName} is compressed by the unknown method ${compressionMethod}`);
    }
    const guessedBytes = LOCAL_HEADER_BYTES + entry.fileNameLength + USUAL_EXTRA_BYTES + compressedSize;
    const head = await this.file.readRange(start, Math.min(guessedBytes, PIECE_BYTES));
    if (head.length < LOCAL_HEADER_BYTES || head.readUInt32LE(0) !== LOCAL_SIGNATURE) {
      throw damaged(this.format, `${fileName} does not stand where the list of parts says`);
    }
    const dataAt = LOCAL_HEADER_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
    const isWhole = dataAt + compressedSize <= head.length;
    const packed = isWhole
      ? head.subarray(dataAt, dataAt + compressedSize)
      : await this.file.readRange(start + dataAt, compressedSize);
    if (packed.length !== compressedSize) throw damaged(this.format, `${fileName} is cut off`);
    return packed;
  }

  private judge({ fileName, compressedSize, uncompressedSize, generalPurposeBitFlag }: Entry, maxBytes: number): void {
    if (generalPurposeBitFlag & 1) throw locked(this.format);
    this.unpackedBytes += uncompressedSize;
    const isBomb = uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
    if (isBomb || uncompressedSize > maxBytes || this.unpackedBytes > MAX_TOTAL_BYTES) {
      const megabytes = Math.round(uncompressedSize / 1e6).toLocaleString('en');
      throw tooComplex(this.format, `${fileName} would unpack to ${megabytes} MB`);
    }
  }
}

type ReadDone = (error: Error | null, bytesRead?: number) => void;

class OpenFileReader extends yauzl.RandomAccessReader {
  constructor(private readonly file: OpenFile) {
    super();
  }

  /** Without a stream for each of the many small reads that the list of parts takes. */
  override read(buffer: Buffer, offset: number, length: number, position: number, done: ReadDone): void {
    void this.fill(buffer, offset, length, position, done);
  }

  private async fill(buffer: Buffer, offset: number, length: number, position: number, done: ReadDone): Promise<void> {
    let bytes: Buffer;
    try {
      bytes = await this.file.readRange(position, length);
    } catch (thrown) {
      done(thrown as Error);
      return;
    }
    done(null, bytes.copy(buffer, offset));
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false });
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer, void, undefined> {
    for (let at = start; at < end; at += PIECE_BYTES) yield await this.file.readRange(at, Math.min(PIECE_BYTES, end - at));
  }
}
