import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { KeptTail } from './kept-tail';

/** Of each of what it prints and what it complains. */
const KEPT_BYTES = 64 * 1024;
/** Faster output is read at this pace, so that a flood costs next to nothing; bytes per millisecond. */
const READ_PACE = 8 * 1024;
/** From being asked to end to being ended. */
const GRACE_MS = 3_000;
/** What a program has left running behind it may hold its output open. */
const LEFT_OPEN_MS = 500;

export interface ProgramRun {
  /** Absolute. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface ProgramEnd {
  /** Null when a signal ended it, or when it never began. */
  readonly code: number | null;
  readonly endedBy: NodeJS.Signals | null;
  readonly isTooSlow: boolean;
  readonly isCancelled: boolean;
  /** Why it could not be started. */
  readonly fault: NodeJS.ErrnoException | null;
  /** The last of it, each. */
  readonly output: string;
  readonly complaint: string;
}

/**
 * Runs a program to its end, without a shell and with nothing to read. When its time is up, or at the signal, all of its
 * group is asked to end, and ended after a moment.
 */
export function runProgram({ program, arguments: args, cwd, environment, timeoutMs, signal }: ProgramRun): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const output = new KeptTail(KEPT_BYTES);
    const complaint = new KeptTail(KEPT_BYTES);
    let isTooSlow = false;
    let fault: NodeJS.ErrnoException | null = null;
    const end = (code: number | null, endedBy: NodeJS.Signals | null): void => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve({ code, endedBy, isTooSlow, isCancelled: signal.aborted, fault, output: output.text(), complaint: complaint.text() });
    };
    const timers = new Set<NodeJS.Timeout>();
    let child: ChildProcess;
    const stop = (): void => {
      endGroup(child, 'SIGTERM');
      timers.add(setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_MS));
    };
    try {
      // A group of its own, so that all that it starts can be ended with it.
      child = spawn(program, [...args], { cwd, env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true, shell: false });
    } catch (error) {
      fault = error as NodeJS.ErrnoException;
      end(null, null);
      return;
    }
    if (child.stdout) readInto(child.stdout, output);
    if (child.stderr) readInto(child.stderr, complaint);
    timers.add(
      setTimeout(() => {
        isTooSlow = true;
        stop();
      }, timeoutMs),
    );
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    child.once('error', (error) => {
      fault ??= error;
      if (child.pid === undefined) end(null, null);
    });
    child.once('exit', () => {
      timers.add(
        setTimeout(() => {
          if (isTooSlow || signal.aborted) endGroup(child, 'SIGKILL');
          child.stdout?.destroy();
          child.stderr?.destroy();
        }, LEFT_OPEN_MS),
      );
    });
    child.once('close', (code, endedBy) => {
      // What it has started does not outlive its time.
      if (isTooSlow || signal.aborted) endGroup(child, 'SIGKILL');
      end(code, endedBy);
    });
  });
}

function readInto(stream: Readable, tail: KeptTail): void {
  stream.on('error', () => undefined);
  stream.on('data', (piece: Buffer) => {
    tail.add(piece);
    if (tail.bytes <= KEPT_BYTES) return;
    stream.pause();
    setTimeout(() => stream.resume(), Math.ceil(piece.length / READ_PACE)).unref();
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    // Windows has no groups: its own tool ends a tree.
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => void child.kill('SIGKILL'));
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // All of it has ended.
  }
}
