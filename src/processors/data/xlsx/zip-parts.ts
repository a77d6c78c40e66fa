import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';

const MAX_ENTRIES = 50_000;
const MAX_ENTRY_BYTES = 512e6;
const MAX_TOTAL_BYTES = 2e9;
/** A part may be so many times as large as its compressed form, once it is larger than the threshold. */
const MAX_RATIO = 100;
const RATIO_FROM_BYTES = 10e6;
const PIECE_BYTES = 256 * 1024;

/**
 * The parts of an office file, read from the descriptor that is already open. Sizes and ratios are judged before the
 * first byte is unpacked, and held to while it is. Throws `file.damaged`, `file.tooComplex`.
 */
export class ZipParts {
  private unpackedBytes = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
    private readonly signal: AbortSignal,
  ) {}

  static async open(file: OpenFile, signal: AbortSignal): Promise<ZipParts> {
    try {
      const zip = await yauzl.fromRandomAccessReaderPromise(new OpenFileReader(file), file.size, {
        lazyEntries: true,
        autoClose: false,
        validateEntrySizes: true,
        strictFileNames: true,
      });
      if (zip.entryCount > MAX_ENTRIES) throw tooComplex(`it has ${zip.entryCount} parts`);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      return new ZipParts(zip, entries, signal);
    } catch (thrown) {
      throw thrown instanceof FilemillError ? thrown : damaged(thrown);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The bytes of one part, unpacked. Throws `file.damaged` when they do not fit its checksum. */
  async *read(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.entries.get(name);
    if (!entry) throw damaged(`${name} is missing`);
    this.judge(entry);
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
      throw damaged(thrown);
    }
    if (checksum !== entry.crc32) throw damaged(`${name} does not fit its checksum`);
  }

  close(): void {
    this.zip.close();
  }

  private judge({ fileName, compressedSize, uncompressedSize, generalPurposeBitFlag }: Entry): void {
    if (generalPurposeBitFlag & 1) {
      throw new FilemillError('file.needsPassword', 'This workbook is locked with a password.', {
        hint: 'Remove the password in Excel and save the file again.',
      });
    }
    this.unpackedBytes += uncompressedSize;
    const isBomb = uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
    if (isBomb || uncompressedSize > MAX_ENTRY_BYTES || this.unpackedBytes > MAX_TOTAL_BYTES) {
      const megabytes = Math.round(uncompressedSize / 1e6).toLocaleString('en');
      throw tooComplex(`${fileName} would unpack to ${megabytes} MB`);
    }
  }
}

function damaged(reason: unknown): FilemillError {
  const details = reason instanceof Error ? reason.message : String(reason);
  return new FilemillError('file.damaged', 'The workbook is damaged: its parts can\'t be unpacked.', {
    hint: 'Get the file again from where it came from, or open and repair it in Excel.',
    details,
    cause: reason,
  });
}

export function tooComplex(details: string): FilemillError {
  return new FilemillError('file.tooComplex', 'The workbook is far larger inside than outside, and was not unpacked.', {
    hint: 'If you trust it, open it in Excel and save it in parts.',
    details,
  });
}

class OpenFileReader extends yauzl.RandomAccessReader {
  constructor(private readonly file: OpenFile) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false });
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer, void, undefined> {
    for (let at = start; at < end; at += PIECE_BYTES) yield await this.file.readRange(at, Math.min(PIECE_BYTES, end - at));
  }
}
