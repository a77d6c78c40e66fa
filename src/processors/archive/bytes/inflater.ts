import { constants, createInflateRaw, type InflateRaw } from 'node:zlib';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { damaged } from './archive-failure';
import { t } from '../../../shared/words/words';

type Write = (flush: number, input: Uint8Array | null, inputAt: number, inputBytes: number, output: Uint8Array, outputAt: number, outputBytes: number) => void;

/** What `node:zlib` keeps behind its streams; minizlib, and so npm itself, builds on the same. */
interface Handle {
  onerror: (message: string, errno: number, code: string) => void;
  /** Called at the end of `write`, where the stream counts as destroyed; not after `onerror`. */
  cb?: () => void;
  /** Kept while `write` uses them. */
  buffer?: readonly Uint8Array[] | null;
  reset(): void;
  /** On another thread. */
  write: Write;
  writeSync: Write;
}

/**
 * Raw deflate data unpacked at once, into a buffer of the caller's. The streams of `node:zlib` take a new buffer and a
 * trip to another thread for each piece, their one-shot functions an object for each entry: half the speed for both.
 */
export class Inflater {
  private readonly stream: InflateRaw & { _handle?: Handle | null; _writeState?: Uint32Array };
  private readonly handle: Handle;
  private readonly left: Uint32Array;
  private failure: string | null = null;
  private settle: (() => void) | null = null;
  /** Bytes used and made by the last {@link run}. */
  consumed = 0;
  produced = 0;

  constructor() {
    this.stream = createInflateRaw({ chunkSize: constants.Z_MIN_CHUNK });
    const { _handle: handle, _writeState: left } = this.stream;
    if (!handle?.writeSync || !handle.write || !left) throw new FilemillError('environment.missing', t('The unpacker of this Node is not known.'));
    handle.onerror = (message) => {
      this.failure = message;
      this.settle?.();
    };
    // The stream itself is never written to: what comes of a write is for us, not for it.
    Object.defineProperty(this.stream, 'destroyed', { value: true });
    this.handle = handle;
    this.left = left;
  }

  /** Before the first piece of each stream. */
  reset(): void {
    this.failure = null;
    this.handle.reset();
  }

  /**
   * Unpacks from `input` until it is used up or `output` is full. The stream is over when there was room and input left:
   * see {@link hasEnded}. Throws `file.damaged`.
   */
  run(input: Uint8Array, from: number, output: Uint8Array): void {
    this.write(constants.Z_SYNC_FLUSH, input, from, input.length - from, output);
  }

  /**
   * Like {@link run}, on another thread; `input` and `output` are not to be touched, and nothing else asked, until it is done.
   */
  async begin(input: Uint8Array, from: number, output: Uint8Array): Promise<void> {
    const { handle } = this;
    handle.buffer = [input, output];
    await new Promise<void>((resolve) => {
      this.settle = resolve;
      handle.cb = resolve;
      handle.write(constants.Z_SYNC_FLUSH, input, from, input.length - from, output, 0, output.length);
    });
    handle.buffer = null;
    this.settle = null;
    this.take(input.length - from, output);
  }

  /** After the last {@link run} left room in `output` and all input was used: whether the stream is complete. */
  hasEnded(output: Uint8Array): boolean {
    try {
      this.write(constants.Z_FINISH, output, 0, 0, output);
      return this.produced < output.length;
    } catch {
      // Z_BUF_ERROR: more input was expected.
      return false;
    }
  }

  close(): void {
    this.stream.close();
  }

  private write(flush: number, input: Uint8Array, from: number, bytes: number, output: Uint8Array): void {
    this.handle.writeSync(flush, input, from, bytes, output, 0, output.length);
    this.take(bytes, output);
  }

  private take(bytes: number, output: Uint8Array): void {
    if (this.failure !== null) {
      const { failure } = this;
      this.failure = null;
      throw damaged(t('Its packed data is damaged.'), failure);
    }
    this.produced = output.length - (this.left[0] as number);
    this.consumed = bytes - (this.left[1] as number);
  }
}
