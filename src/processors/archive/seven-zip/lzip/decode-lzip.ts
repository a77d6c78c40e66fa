import { crc32 } from 'node:zlib';
import { throwIfCancelled, type OpenFile } from '../../../kit/open-file';
import { MAX_DICTIONARY_BYTES } from '../dictionary';
import { feed } from '../feed';
import { damaged, failureOf, windowTooLarge } from '../seven-zip-failure';
import { startSevenZip } from '../seven-zip-process';
import { t } from '../../../../shared/words/words';

const HEAD_BYTES = 6;
const TRAILER_BYTES = 20;
const PIECE_BYTES = 256 * 1024;
/** Literal context 3, position bits 0 and 2: lzip allows no other. */
const LZMA_PROPERTIES = 93;

interface Member {
  readonly start: number;
  readonly end: number;
}

/**
 * Lzip members one after another (www.nongnu.org/lzip/manual, "File format"). What lies in a member is LZMA, which 7-Zip
 * unpacks; lengths and checksums are compared here. Throws `file.damaged`, `file.tooComplex`, `file.changed`, `call.cancelled`.
 */
export async function* decodeLzip(file: OpenFile, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  for (const member of await membersOf(file)) yield* decodeMember(file, member, signal);
}

/** From the end: each member's last eight bytes say how long it is. One that does not fit is tried as a single member. */
async function membersOf(file: OpenFile): Promise<Member[]> {
  const members: Member[] = [];
  for (let end = file.size; end > 0; ) {
    const length = end < HEAD_BYTES + TRAILER_BYTES ? 0 : Number((await file.readRange(end - 8, 8)).readBigUInt64LE());
    const start = end - length;
    const isMember = length >= HEAD_BYTES + TRAILER_BYTES && start >= 0 && (await file.readRange(start, 4)).toString('latin1') === 'LZIP';
    if (!isMember) return [{ start: 0, end: file.size }];
    members.unshift({ start, end });
    end = start;
  }
  return members;
}

async function* decodeMember(file: OpenFile, { start, end }: Member, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  throwIfCancelled(signal);
  const head = await file.readRange(start, HEAD_BYTES);
  if (head.length < HEAD_BYTES || end - start < HEAD_BYTES + TRAILER_BYTES) throw damaged(t('The file is cut off: its end is missing.'));
  const dictionary = dictionaryOf(head[5] as number);
  if (dictionary > MAX_DICTIONARY_BYTES) throw windowTooLarge(dictionary);
  const trailer = await file.readRange(end - TRAILER_BYTES, TRAILER_BYTES);

  const running = startSevenZip({ args: ['x', '-so', '-si', '-tlzma', '-bb0', '-bd', '-y', '-mmt=1'], signal });
  const fed = feed(asLzma(file, start + HEAD_BYTES, end - TRAILER_BYTES, lzmaHead(dictionary)), running.stdin);
  // Waited for below; a failure before that must not be an unhandled one.
  fed.catch(() => undefined);
  let sum = 0;
  let bytes = 0;
  try {
    for await (const piece of running.stdout as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum);
      bytes += piece.length;
      yield piece;
    }
    await fed;
    const failure = failureOf(await running.ended);
    const isWhole = sum === trailer.readUInt32LE(0) && bytes === Number(trailer.readBigUInt64LE(4));
    if (failure && failure.code !== 'file.damaged') throw failure;
    if (failure || !isWhole) throw damaged(t('The file is damaged: what it unpacks to does not fit its checksum.'), failure?.details);
  } finally {
    running.kill();
  }
}

/** The member as the .lzma format has it. */
async function* asLzma(file: OpenFile, from: number, to: number, head: Buffer): AsyncGenerator<Buffer, void, undefined> {
  yield head;
  for (let at = from; at < to; at += PIECE_BYTES) yield file.readRange(at, Math.min(PIECE_BYTES, to - at));
}

/** Of the .lzma format: properties, window (7-Zip takes none but powers of two), and no length, since an end mark follows. */
function lzmaHead(dictionary: number): Buffer {
  const head = Buffer.alloc(13, 0xff);
  head[0] = LZMA_PROPERTIES;
  head.writeUInt32LE(2 ** Math.ceil(Math.log2(dictionary)), 1);
  return head;
}

function dictionaryOf(byte: number): number {
  const base = 2 ** (byte & 31);
  return base - (base / 16) * (byte >> 5);
}
