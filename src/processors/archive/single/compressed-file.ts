import type { OpenFile } from '../../kit/open-file';
import type { PeekedStream } from '../bytes/peeked-stream';
import type { StreamType } from '../seven-zip/decompress';
import { nameWithoutEnding } from './name-without-ending';
import type { SingleSource } from './single-reader';

const METHODS: Record<StreamType, string> = { bz2: 'BZip2', xz: 'XZ', zst: 'Zstd', lz4: 'LZ4', Z: 'LZW', lzma: 'LZMA', lz: 'LZMA' };

/** One file, compressed by something that says nothing about it that could be read quickly. */
export function compressedFile(file: OpenFile, stream: PeekedStream, type: StreamType): SingleSource {
  return {
    type,
    method: METHODS[type],
    compressedSize: file.size,
    facts: () =>
      Promise.resolve({
        name: nameWithoutEnding(file.name) ?? `${file.name}.unpacked`,
        size: null,
        modified: null,
        comment: '',
        crc: null,
        warnings: stream.damage ? [stream.damage.message] : [],
        isDamaged: stream.damage !== null,
      }),
    pieces: () => stream.pieces(),
    close: () => stream.close(),
  };
}
