import { crc32 } from 'node:zlib';
import type { EntrySink } from '../archive-reader';
import { contradiction, damaged } from '../bytes/archive-failure';
import type { Inflater } from '../bytes/inflater';
import { DEFLATE, type ZipFields } from './zip-fields';
import { t } from '../../../shared/words/words';

/** Deflate can't do better: 258 bytes for two bits, and a few for the tables. */
const MOST_FROM_ONE_BYTE = 1032;

/** Unpacks one entry piece by piece, and holds it to its size and checksum. Throws `file.damaged`, `file.unsafe`. */
export class EntryDecoder {
  private readonly isDeflated: boolean;
  private made = 0;
  private crc = 0;
  private hasEnded = false;

  /**
   * @param packedBytes of the data without what encryption adds
   * @param output what is unpacked at once
   */
  constructor(
    private readonly item: ZipFields,
    packedBytes: number,
    private readonly inflater: Inflater,
    private readonly output: Buffer,
  ) {
    this.isDeflated = item.method === DEFLATE;
    if (!this.isDeflated && item.size !== packedBytes) {
      throw contradiction(t('stored as it is, it has another size than its data'));
    }
    if (this.isDeflated && item.size > packedBytes * MOST_FROM_ONE_BYTE) {
      throw contradiction(t('it claims to become larger than its data can become'));
    }
    if (this.isDeflated) inflater.reset();
  }

  /** Uses some of `piece` from `at`, for one piece of output; returns where it stopped. */
  feed(piece: Buffer, at: number, sink: EntrySink, unpacked: (bytes: number) => void): number {
    if (!this.isDeflated) {
      const end = Math.min(piece.length, at + this.output.length);
      this.give(piece.subarray(at, end), sink, unpacked);
      return end;
    }
    // What lies behind the end of the stream is not the entry's.
    if (this.hasEnded) return piece.length;
    this.inflater.run(piece, at, this.output);
    const { consumed, produced } = this.inflater;
    const hasRoom = produced < this.output.length;
    if (produced > 0) this.give(this.output.subarray(0, produced), sink, unpacked);
    if (hasRoom && at + consumed < piece.length) this.hasEnded = true;
    return this.hasEnded ? piece.length : at + consumed;
  }

  /** Whether output may be waiting although all input was used. */
  get hasMore(): boolean {
    return this.isDeflated && this.inflater.produced === this.output.length && !this.hasEnded;
  }

  /** After the last piece. */
  finish(): void {
    const { item } = this;
    if (this.isDeflated && !this.hasEnded && !this.inflater.hasEnded(this.output)) {
      throw damaged(t('Its packed data ends too early.'));
    }
    if (this.made < item.size) throw contradiction(`it has ${this.made} bytes and claims ${item.size}`);
    if (item.aes?.version !== 2 && this.crc !== item.crc) throw damaged(t('Its checksum is wrong: its bytes have changed.'));
  }

  private give(bytes: Buffer, sink: EntrySink, unpacked: (bytes: number) => void): void {
    const { item } = this;
    this.made += bytes.length;
    if (this.made > item.size) throw contradiction(`it unpacks to more than the ${item.size} bytes it claims`);
    if (item.aes?.version !== 2) this.crc = crc32(bytes, this.crc);
    unpacked(bytes.length);
    sink.write(bytes);
  }
}
