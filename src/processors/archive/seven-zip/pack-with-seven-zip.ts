import { rmSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import type { ArchiveContext } from '../archive-reader';
import { packFailureOf } from './pack-failure';
import { listen } from './listen';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { t } from '../../../shared/words/words';

export interface PackRequest {
  /**
   * A folder in scratch that looks as the archive is to look: real folders, and in them symbolic links to the files (links
   * are followed). Names are taken from here, bytes, times and rights from what the links lead to.
   */
  readonly tree: string;
  /** Absolute, not there yet. */
  readonly target: string;
  readonly format: '7z' | 'zip';
  /** 0 stores, 9 packs the most. */
  readonly level: number;
  /** AES-256. Goes to the program by its standard input, never by its arguments. */
  readonly password: string | null;
  /** 7z with a password only. */
  readonly hideNames: boolean;
  /** No times, no rights, names sorted, a fixed number of threads: without a password the same tree gives the same bytes. */
  readonly isReproducible: boolean;
  readonly context: Pick<ArchiveContext, 'signal' | 'progress' | 'scratchDir'>;
}

/** By level; higher ones would need more memory to be made, and to be unpacked, than a worker may have. */
const DICTIONARY_MB = [1, 1, 2, 4, 8, 16, 16, 32, 32, 32] as const;
const THREADS = 2;
const MEMORY_BYTES = 1024 ** 3;
const SAID_BYTES = 1024 * 1024;

/**
 * Makes the archive `target`; on any failure nothing is left at `target`.
 * Throws `file.vanished`, `file.denied`, `disk.full`, `usage.invalid` for a password with a line break, `call.cancelled`,
 * `environment.missing`.
 */
export async function packWithSevenZip(request: PackRequest): Promise<void> {
  const { tree, target, format, level, password, hideNames, isReproducible, context } = request;
  if (password !== null && /[\r\n\0]/.test(password)) {
    throw new FilemillError('usage.invalid', t('A password can’t have a line break in it.'), { hint: t('Choose another password.') });
  }
  const method = format === '7z' && level > 0 ? [`-m0=LZMA2:d=${DICTIONARY_MB[level] ?? 32}m`] : [];
  const times = isReproducible ? ['-mtm-', '-mtc-', '-mta-', ...(format === '7z' ? ['-mtr-'] : [])] : ['-mtm+', '-mtc-', '-mta-'];
  // "-p" without a password: it is asked for, and read from the standard input.
  const lock = password === null ? [] : ['-p', ...(format === '7z' ? [`-mhe=${hideNames ? 'on' : 'off'}`] : ['-mem=AES256'])];
  const args = [
    ...['a', `-t${format}`, `-mx=${level}`, ...method, `-mmt=${THREADS}`, ...times, ...lock],
    ...['-spd', '-ssc', '-sse', '-sccUTF-8', '-bb0', '-bd', '-y', '--', target, `${tree}/.`],
  ];
  let isDone = false;
  try {
    const lines = password === null ? [] : [password, password];
    const ending = await listen({ args, signal: context.signal, memoryBytes: MEMORY_BYTES }, lines, SAID_BYTES);
    const failure = packFailureOf(ending);
    if (failure) throw failure;
    isDone = true;
  } finally {
    if (!isDone) rmSync(toFsPath(target), { force: true });
  }
}
