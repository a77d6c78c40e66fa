import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { ArchiveContext } from '../archive-reader';
import { openForChild } from './child-archive';
import { decodeLz4 } from './lz4/decode-lz4';
import { decodeLzip } from './lzip/decode-lzip';
import { partsOf } from './parts';
import { damaged, failureOf, isUnexpectedEnd, windowTooLarge } from './seven-zip-failure';
import { startSevenZip } from './seven-zip-process';
import { streamDictionaryBytes } from './stream-dictionary';
import { MAX_DICTIONARY_BYTES } from './dictionary';
import { t } from '../../../shared/words/words';

export const STREAM_TYPES = ['bz2', 'xz', 'zst', 'lz4', 'Z', 'lzma', 'lz'] as const;
/** A compressed stream of one file, without names or a directory. `lz` is lzip. */
export type StreamType = (typeof STREAM_TYPES)[number];

const HANDLER = { bz2: 'bzip2', xz: 'xz', zst: 'zstd', Z: 'Z', lzma: 'lzma' } as const;
/** Only bzip2's blocks are worth a second core: others would pay with memory. */
const THREADS: Partial<Record<StreamType, number>> = { bz2: 2 };

/**
 * What the stream unpacks to, in pieces; a piece is the receiver's own. Nothing is written. Ends the program behind it when
 * the receiver stops or the signal comes. What could be unpacked of a damaged stream comes first, then it throws.
 * Throws `file.damaged`, `file.tooComplex`, `file.changed`, `call.cancelled`.
 */
export function decompress(file: OpenFile, type: StreamType, context: ArchiveContext): AsyncGenerator<Buffer, void, undefined> {
  if (type === 'lz4') return decodeLz4(file, context.signal);
  if (type === 'lz') return decodeLzip(file, context.signal);
  return bySevenZip(file, type, context);
}

async function* bySevenZip(file: OpenFile, type: keyof typeof HANDLER, context: ArchiveContext): AsyncGenerator<Buffer, void, undefined> {
  throwIfCancelled(context.signal);
  const dictionary = await streamDictionaryBytes(file, type);
  if (dictionary > MAX_DICTIONARY_BYTES) throw windowTooLarge(dictionary);
  const parts = partsOf(file, type);
  const archive = openForChild(file, parts, context.scratchDir);
  try {
    const handler = `${HANDLER[type]}${parts.isSplit ? '.split' : ''}`;
    const args = ['x', '-so', `-t${handler}`, '-bb0', '-bd', '-y', '-sccUTF-8', `-mmt=${THREADS[type] ?? 1}`, '--', archive.path];
    const running = startSevenZip({ args, descriptors: archive.descriptors, signal: context.signal });
    running.stdin.end();
    let hasEnded = false;
    try {
      for await (const piece of running.stdout as AsyncIterable<Buffer>) yield piece;
      const ending = await running.ended;
      hasEnded = true;
      const failure = failureOf(ending);
      if (failure?.code === 'file.damaged') {
        throw damaged(isUnexpectedEnd(ending.errors) ? t('The file is cut off: its end is missing.') : t('The file is damaged: not all of it can be unpacked.'), failure.details);
      }
      if (failure) throw failure;
    } finally {
      if (!hasEnded) running.kill();
    }
  } finally {
    archive.close();
  }
}
