import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { toFileError } from '../../kit/io-error';
import { throwIfCancelled } from '../../kit/open-file';
import { findSevenZip } from './find-seven-zip';

/** In the child, the first of the descriptors given to it. */
export const FIRST_DESCRIPTOR = 4;
/** Address space of the program, bytes: a dictionary of 256 MB, and what else it needs. */
export const MEMORY_BYTES = 448 * 1024 * 1024;
/** Seconds of processor time; whoever asked has long given up by then. */
const PROCESSOR_SECONDS = 7_200;
const STDERR_BYTES = 64 * 1024;
const SHELL = '/bin/sh';

/**
 * Sets the limits and becomes the program. Descriptor 3 is its lifeline: when the process that started it goes away in
 * whatever manner, the line ends without a word, and the program is killed even if it never writes.
 */
const SCRIPT = `ulimit -v "$1" 2>/dev/null; ulimit -t "$2" 2>/dev/null; ulimit -c 0 2>/dev/null; shift 2
{ read -r word <&3 || kill -9 $$; } 4<&- >/dev/null 2>&1 &
exec "$@" 3<&-`;

/** How it ended. */
export interface Ending {
  /** 0 well, 1 with warnings, 2 with errors, 7 wrong arguments, 255 asked for what nobody gave; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The first of what it said about failures. */
  readonly errors: string;
}

export interface SevenZipProcess {
  readonly pid: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Rejects only where no process can be started (`system.exhausted`), or the signal came (`call.cancelled`). */
  readonly ended: Promise<Ending>;
  kill(): void;
}

export interface Start {
  /** All that follows the program's name. */
  readonly args: readonly string[];
  /** Given to the child as 4, 5, …; they stay open here. */
  readonly descriptors?: readonly number[];
  readonly signal: AbortSignal;
  /** Bytes; {@link MEMORY_BYTES} unless said. */
  readonly memoryBytes?: number;
  /** So much of what it says about failures is kept. */
  readonly errorBytes?: number;
}

/**
 * Starts 7-Zip without a shell in between that would read names, with limits of its own, and kills it at the signal. The
 * one who starts it waits for `ended` or calls `kill`.
 */
export function startSevenZip({ args, descriptors = [], signal, memoryBytes = MEMORY_BYTES, errorBytes = STDERR_BYTES }: Start): SevenZipProcess {
  throwIfCancelled(signal);
  const program = findSevenZip();
  const hasShell = process.platform !== 'win32' && existsSync(SHELL);
  const limits = [String(Math.ceil(memoryBytes / 1024)), String(PROCESSOR_SECONDS)];
  const [command, argv] = hasShell ? [SHELL, ['-c', SCRIPT, 'sh', ...limits, program, ...args]] : [program, [...args]];
  const child: ChildProcess = spawn(command, argv, {
    stdio: ['pipe', 'pipe', 'pipe', hasShell ? 'pipe' : 'ignore', ...descriptors],
    env: environment(),
    windowsHide: true,
  });
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error('a child without pipes');
  const lifeline = hasShell ? (child.stdio[3] as Writable) : null;
  // A program that ends before it has read its input is no failure of ours.
  for (const pipe of [stdin, lifeline]) pipe?.on('error', () => undefined);

  let errors = '';
  stderr.setEncoding('utf8').on('data', (piece: string) => {
    if (errors.length < errorBytes) errors += piece.slice(0, errorBytes - errors.length);
  });
  const kill = (): void => void child.kill('SIGKILL');
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', (error) => reject(toFileError(error)));
    child.once('exit', () => lifeline?.end('done\n'));
    child.once('close', (code, endedBy) => {
      signal.removeEventListener('abort', kill);
      try {
        throwIfCancelled(signal);
        resolve({ code, signal: endedBy, errors });
      } catch (cancelled) {
        reject(cancelled as Error);
      }
    });
  });
  // Whoever reads the output first hears of it there.
  ended.catch(() => undefined);
  signal.addEventListener('abort', kill, { once: true });
  return { pid: child.pid ?? 0, stdin, stdout, ended, kill };
}

/** Nothing of ours; names as UTF-8, times as they stand. */
function environment(): NodeJS.ProcessEnv {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const system = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {};
  return { LANG: locale, LC_ALL: locale, TZ: 'UTC', ...system };
}
