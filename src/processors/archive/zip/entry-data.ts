import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import type { EntrySink } from '../archive-reader';
import { contradiction, damaged } from '../bytes/archive-failure';
import type { FileWindow } from '../bytes/file-window';
import type { Inflater } from '../bytes/inflater';
import type { Turn } from '../bytes/turn';
import { EntryDecoder } from './entry-decoder';
import type { Decryption, EntryKeys, KeyCandidate } from './entry-keys';
import { compareWithLocal, LOCAL_HEADER_BYTES, localHeaderBytes } from './local-header';
import { AES_CODE_BYTES, ZipAes } from './zip-aes';
import { ENCRYPTED, type ZipFields } from './zip-fields';
import { t } from '../../../shared/words/words';

/** Entries up to this size come out in one piece. */
const OUTPUT_BYTES = 256 * 1024;
/** Packed bytes read at once of entries that are larger. */
const PIECE_BYTES = 512 * 1024;
/** Most headers fit in here with their extra fields. */
const USUAL_EXTRA_BYTES = 64;

type Count = (bytes: number) => void;

/** The bytes of entries: found, decrypted, unpacked, checked. */
export class EntryData {
  private readonly output = Buffer.allocUnsafeSlow(OUTPUT_BYTES);

  constructor(
    private readonly file: OpenFile,
    private readonly window: FileWindow,
    private readonly keys: EntryKeys,
    private readonly inflater: Inflater,
    private readonly turn: Turn,
  ) {}

  /**
   * Throws `file.damaged`, `file.unsafe`, `file.needsPassword`, and what `sink` and `unpacked` throw.
   *
   * @param dataEnd where the last entry has to end
   */
  async read(item: ZipFields, dataEnd: number, sink: EntrySink, unpacked: Count): Promise<void> {
    const start = await this.dataStart(item);
    const end = start + item.packedSize;
    if (end > this.file.size) throw damaged(t('The archive is cut off: some of its data is missing.'));
    if (item.at < dataEnd && end > dataEnd) throw contradiction(t('its data reaches into the list of entries'));
    if (item.flags & ENCRYPTED) await this.readEncrypted(item, start, end, sink, unpacked);
    else await this.decode(item, start, end, null, sink, unpacked);
  }

  private async dataStart(item: ZipFields): Promise<number> {
    const usualBytes = LOCAL_HEADER_BYTES + item.rawName.length + USUAL_EXTRA_BYTES;
    let header = this.window.peek(item.at, usualBytes) ?? (await this.window.load(item.at, usualBytes));
    const bytes = localHeaderBytes(header);
    if (header.length < bytes) header = await this.window.load(item.at, bytes);
    compareWithLocal(header.subarray(0, bytes), item);
    return item.at + bytes;
  }

  private async readEncrypted(item: ZipFields, start: number, end: number, sink: EntrySink, unpacked: Count): Promise<void> {
    const headerBytes = this.keys.headerBytes(item);
    const payload = start + headerBytes;
    const payloadEnd = end - (item.aes ? AES_CODE_BYTES : 0);
    if (payload > payloadEnd) throw damaged(t('It is too short for what is encrypted.'));
    // A copy: the window moves on while passwords are tried.
    const header = Buffer.from(await this.window.load(start, headerBytes));
    const candidates = [...this.keys.candidates(item, header)];
    for (const [index, candidate] of candidates.entries()) {
      const isLast = index === candidates.length - 1;
      if (!isLast && !item.aes && !(await this.isLikely(item, payload, payloadEnd, candidate))) continue;
      try {
        await this.decode(item, payload, payloadEnd, candidate.decrypt(), sink, unpacked);
      } catch (thrown) {
        const isWrongPassword = !item.aes && !candidate.isProven && isBroken(thrown);
        throw isWrongPassword ? this.keys.missing() : thrown;
      }
      candidate.prove();
      return;
    }
    throw this.keys.missing();
  }

  /** Of the old encryption one wrong password in 256 seems right: then the beginning of the data is nonsense. */
  private async isLikely(item: ZipFields, start: number, end: number, candidate: KeyCandidate): Promise<boolean> {
    const piece = Buffer.from(await this.window.load(start, Math.min(PIECE_BYTES, end - start)));
    candidate.decrypt().decrypt(piece);
    const sink = { write: () => undefined, end: () => undefined, fail: () => undefined };
    try {
      const decoder = new EntryDecoder(item, end - start, this.inflater, this.output);
      for (let used = 0; used < piece.length || decoder.hasMore; ) {
        used = decoder.feed(piece, used, sink, () => undefined);
        if (this.turn.isOver) await this.turn.next();
      }
      if (piece.length === end - start) decoder.finish();
      return true;
    } catch (thrown) {
      if (isBroken(thrown)) return false;
      throw thrown;
    }
  }

  private async decode(
    item: ZipFields,
    start: number,
    end: number,
    decryption: Decryption | null,
    sink: EntrySink,
    unpacked: Count,
  ): Promise<void> {
    const decoder = new EntryDecoder(item, end - start, this.inflater, this.output);
    for (let at = start; at < end; ) {
      const length = Math.min(PIECE_BYTES, end - at);
      const found = this.window.peek(at, length) ?? (await this.pieceAt(at, length, end - start));
      if (found.length < length) throw damaged(t('The archive is cut off: some of its data is missing.'));
      const piece = decryption ? Buffer.from(found) : found;
      decryption?.decrypt(piece);
      at += length;
      for (let used = 0; used < piece.length || decoder.hasMore; ) {
        used = decoder.feed(piece, used, sink, unpacked);
        if (this.turn.isOver) await this.turn.next();
      }
    }
    decoder.finish();
    if (decryption instanceof ZipAes && !decryption.isAuthentic(await this.file.readRange(end, AES_CODE_BYTES))) {
      throw damaged(t('It was changed after it was encrypted.'));
    }
  }

  /** Small entries through the window, which has their neighbours too. */
  private pieceAt(at: number, length: number, entryBytes: number): Promise<Buffer> {
    return entryBytes <= PIECE_BYTES ? this.window.load(at, length) : this.file.readRange(at, length);
  }
}

function isBroken(thrown: unknown): boolean {
  return thrown instanceof FilemillError && (thrown.code === 'file.damaged' || thrown.code === 'file.unsafe');
}
