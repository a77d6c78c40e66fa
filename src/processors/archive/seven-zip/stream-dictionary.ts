import type { OpenFile } from '../../kit/open-file';
import { skippableBytes } from '../../kit/skippable-frames';
import { damaged } from './seven-zip-failure';
import { t } from '../../../shared/words/words';

const XZ_LZMA2 = 0x21;
const HEAD_BYTES = 64;
/** No program puts so many before its data. */
const MOST_SKIPPED = 1_000;

/** How far back a compressed stream reaches into what was unpacked, in bytes, as its own head says; 0 where it does not say. */
export async function streamDictionaryBytes(file: OpenFile, type: string): Promise<number> {
  const head = await file.readRange(0, HEAD_BYTES);
  if (type === 'lzma') return head.length >= 5 ? head.readUInt32LE(1) : 0;
  if (type === 'xz') return ofXz(head);
  if (type === 'zst') return ofZstandard(await firstFrame(file, head));
  return 0;
}

/** The first block's filters, in the XZ file format, 3.1. */
function ofXz(head: Buffer): number {
  const start = 12;
  const flags = head[start + 1] ?? 0;
  let at = start + 2;
  const skipNumber = (): number => {
    let value = 0;
    for (let i = 0; i < 9; i += 1) {
      const byte = head[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) break;
    }
    return value;
  };
  if (flags & 0x40) skipNumber();
  if (flags & 0x80) skipNumber();
  for (let filter = 0; filter <= (flags & 3); filter += 1) {
    const id = skipNumber();
    const length = skipNumber();
    if (id === XZ_LZMA2 && length === 1) {
      const bits = head[at] ?? 0;
      return bits >= 40 ? 2 ** 32 : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);
    }
    at += length;
  }
  return 0;
}

/** The head of the first frame that is not skipped. Throws `file.damaged`. */
async function firstFrame(file: OpenFile, start: Buffer): Promise<Buffer> {
  let head = start;
  for (let at = 0, frames = 0; frames < MOST_SKIPPED; frames += 1) {
    const bytes = skippableBytes(head);
    if (bytes === null) return head;
    at += bytes;
    head = await file.readRange(at, HEAD_BYTES);
  }
  throw damaged(t('The head of its packed data is damaged.'));
}

/** The window of the first frame, RFC 8878, 3.1.1.1. */
function ofZstandard(head: Buffer): number {
  if (head.length < 14 || head.readUInt32LE(0) !== 0xfd2fb528) return 0;
  const descriptor = head[4] as number;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  if (!isSingleSegment) {
    const window = head[5] as number;
    const base = 2 ** (10 + (window >> 3));
    return base + (base / 8) * (window & 7);
  }
  const dictionaryIdBytes = [0, 1, 2, 4][descriptor & 3] as number;
  const at = 5 + dictionaryIdBytes;
  switch (descriptor >> 6) {
    case 0:
      return head[at] as number;
    case 1:
      return head.readUInt16LE(at) + 256;
    case 2:
      return head.readUInt32LE(at);
    default:
      return at + 8 <= head.length ? Number(head.readBigUInt64LE(at)) : 0;
  }
}
