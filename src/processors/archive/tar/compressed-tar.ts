import type { PeekedStream } from '../bytes/peeked-stream';
import type { StreamType } from '../seven-zip/decompress';
import type { TarSource } from './tar-source';

/** An archive within a stream that 7-Zip unpacks. */
export function compressedTar(stream: PeekedStream, type: StreamType): TarSource {
  return {
    type: `tar.${type}`,
    file: null,
    pieces: () => stream.pieces(),
    warnings: () => [],
    close: () => stream.close(),
  };
}
