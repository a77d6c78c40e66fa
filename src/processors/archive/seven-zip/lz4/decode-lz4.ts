import { throwIfCancelled, type OpenFile } from '../../../kit/open-file';
import { ByteSource } from '../byte-source';
import { damaged } from '../seven-zip-failure';
import { decodeBlock } from './decode-block';
import { Xxh32 } from './xxh32';
import { t } from '../../../../shared/words/words';

const FRAME = 0x184d2204;
const LEGACY_FRAME = 0x184c2102;
const SKIPPABLE_FRAME = 0x184d2a50;
const HISTORY_BYTES = 64 * 1024;
const LEGACY_BLOCK_BYTES = 8 * 1024 * 1024;

/**
 * LZ4 frames one after another, the legacy ones of Linux kernels too (github.com/lz4/lz4, doc/lz4_Frame_format.md).
 * 7-Zip does not know them. Throws `file.damaged`, `file.changed`, `call.cancelled`.
 */
export async function* decodeLz4(file: OpenFile, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  const source = new ByteSource(file);
  while (!source.isOver) {
    const magic = await word(source);
    if (magic === FRAME) yield* frame(source, signal);
    else if (magic === LEGACY_FRAME) yield* legacyFrame(source, signal);
    else if ((magic & ~15) === SKIPPABLE_FRAME) source.at += await word(source);
    else throw damaged(t('After the packed data there is something else.'));
  }
}

async function* frame(source: ByteSource, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  const [flags = 0, block = 0] = await exactly(source, 2);
  const has = (bit: number): boolean => (flags & bit) !== 0;
  if (flags >> 6 !== 1) throw damaged(t('It is packed by a version of LZ4 that is not known.'));
  if (has(0x01)) throw damaged(t('It was packed with a dictionary that is not in it.'));
  const largest = [0, 0, 0, 0, 64, 256, 1024, 4096][(block >> 4) & 7] as number;
  if (largest === 0) throw damaged(t('The head of its packed data is damaged.'));
  const expected = has(0x08) ? Number((await exactly(source, 8)).readBigUInt64LE()) : null;
  await exactly(source, 1);

  const [hasBlockSums, hasSum, isLinked] = [has(0x10), has(0x04), !has(0x20)];
  const sum = new Xxh32();
  let bytes = 0;
  let history: Buffer = Buffer.alloc(0);
  for (;;) {
    throwIfCancelled(signal);
    const size = await word(source);
    if (size === 0) break;
    const packed = await exactly(source, limited(size & 0x7fffffff, largest * 1024));
    const blockSum = hasBlockSums ? { packed: Buffer.from(packed), sum: await word(source) } : null;
    if (blockSum && new Xxh32().update(blockSum.packed).digest() !== blockSum.sum) throw wrongSum();
    const data = size >>> 31 === 1 ? Buffer.from(blockSum?.packed ?? packed) : unpacked(blockSum?.packed ?? packed, largest * 1024, history);
    bytes += data.length;
    if (hasSum) sum.update(data);
    if (isLinked) history = Buffer.concat([history, data]).subarray(-HISTORY_BYTES);
    yield data;
  }
  if (hasSum && (await word(source)) !== sum.digest()) throw wrongSum();
  if (expected !== null && expected !== bytes) throw damaged(t('Its packed data has another length than it says.'));
}

async function* legacyFrame(source: ByteSource, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  while (!source.isOver) {
    throwIfCancelled(signal);
    const size = await word(source);
    if (size === FRAME || size === LEGACY_FRAME) {
      source.at -= 4;
      return;
    }
    yield unpacked(await exactly(source, limited(size, 2 * LEGACY_BLOCK_BYTES)), LEGACY_BLOCK_BYTES, Buffer.alloc(0));
  }
}

function unpacked(packed: Buffer, largest: number, history: Buffer): Buffer {
  const target = Buffer.allocUnsafe(history.length + largest);
  history.copy(target);
  const end = decodeBlock(packed, target, history.length);
  if (end < 0) throw damaged(t('The file is damaged: not all of it can be unpacked.'));
  return target.subarray(history.length, end);
}

function limited(size: number, most: number): number {
  if (size > most) throw damaged(t('The file is damaged: a block of it is too large.'));
  return size;
}

async function word(source: ByteSource): Promise<number> {
  return (await exactly(source, 4)).readUInt32LE();
}

async function exactly(source: ByteSource, length: number): Promise<Buffer> {
  const bytes = await source.take(length);
  if (bytes.length < length) throw damaged(t('The file is cut off: its end is missing.'));
  return bytes;
}

const wrongSum = (): ReturnType<typeof damaged> => damaged(t('The file is damaged: what it unpacks to does not fit its checksum.'));
