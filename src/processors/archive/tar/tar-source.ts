import type { OpenFile } from '../../kit/open-file';
import { BLOCK_BYTES } from './tar-block';
import { t } from '../../../shared/words/words';

/** The bytes of a tar archive from its start, plain or as something else unpacks them. */
export interface TarSource {
  /** "tar", "tar.gz" … */
  readonly type: string;
  /** A piece is good until the next one is asked for. */
  pieces(): AsyncIterable<Buffer>;
  /** Something odd about the stream itself, known after it was read. */
  warnings(): string[];
  /** Where a whole file lies there to be read at any place. */
  readonly file: OpenFile | null;
  close(): Promise<void>;
}

/** An uncompressed archive. */
export function plainTar(file: OpenFile): TarSource {
  return {
    type: 'tar',
    file,
    pieces: () => file.chunks(),
    warnings: () => (file.size % BLOCK_BYTES === 0 ? [] : [t('Its size is no multiple of 512 bytes.')]),
    close: () => Promise.resolve(),
  };
}
