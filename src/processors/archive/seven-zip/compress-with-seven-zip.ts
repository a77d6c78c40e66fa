import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import { toFileError } from '../../kit/io-error';
import { feed } from './feed';
import { startSevenZip } from './seven-zip-process';
import { packFailureOf } from './pack-failure';

export interface CompressRequest {
  /** The bytes to pack (a tar); asked for piece by piece, as fast as they can be packed. */
  readonly input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Absolute, not there yet; created with rights 0600. */
  readonly target: string;
  readonly format: 'bz2' | 'xz';
  /** 1 is fastest, 9 packs the most; 0 counts as 1. */
  readonly level: number;
  readonly signal: AbortSignal;
}

const HANDLER = { bz2: 'bzip2', xz: 'xz' } as const;
/** Of xz, by level: no more than both threads can have within the memory below. */
const XZ_DICTIONARY_MB = [1, 1, 1, 4, 4, 8, 8, 16, 16, 16] as const;
/** A fixed number: with it the blocks are cut the same way everywhere. */
const THREADS = 2;
const MEMORY_BYTES = 1024 ** 3;

/**
 * Makes one compressed stream, on both cores; the same bytes go in, the same come out, on every machine. On any failure
 * nothing is left at `target`. Throws what `input` throws, `disk.full`, `call.cancelled`, `environment.missing`.
 */
export async function compressWithSevenZip({ input, target, format, level, signal }: CompressRequest): Promise<void> {
  const path = toFsPath(target);
  const fd = create(path);
  let isDone = false;
  try {
    const dictionary = XZ_DICTIONARY_MB[level] ?? 16;
    const method = format === 'xz' ? [`-m0=LZMA2:d=${dictionary}m`] : [];
    const args = ['a', '-si', '-so', `-t${HANDLER[format]}`, `-mx=${Math.max(1, level)}`, ...method, `-mmt=${THREADS}`, '-bb0', '-bd', '-y', '-an'];
    const running = startSevenZip({ args, signal, memoryBytes: MEMORY_BYTES });
    try {
      const fed = feed(input, running.stdin);
      fed.catch(() => running.kill());
      for await (const piece of running.stdout as AsyncIterable<Buffer>) write(fd, piece);
      await fed;
      const failure = packFailureOf(await running.ended);
      if (failure) throw failure;
      isDone = true;
    } finally {
      if (!isDone) running.kill();
    }
  } finally {
    closeSync(fd);
    if (!isDone) rmSync(path, { force: true });
  }
}

function create(path: string | Buffer): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (thrown) {
    throw toFileError(thrown);
  }
}

function write(fd: number, piece: Buffer): void {
  try {
    for (let at = 0; at < piece.length; ) at += writeSync(fd, piece, at);
  } catch (thrown) {
    throw toFileError(thrown);
  }
}
