import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';

const MAX_OUTPUT_UNITS = 4_000;
const SETPRIV = '/usr/bin/setpriv';
const TIMEOUT = '/usr/bin/timeout';

export interface SofficeRun {
  readonly exitCode: number | null;
  /** What ended it, when it did not end by itself. */
  readonly endedBy: 'itself' | 'timeout' | 'signal';
  /** The end of what it wrote. */
  readonly output: string;
}

/**
 * Runs LibreOffice to its end, without a shell. It and what it starts end with the signal, after `timeoutMs`, and when
 * this process ends. Throws what starting a program throws.
 */
export async function runSoffice(program: string, argv: readonly string[], timeoutMs: number, signal: AbortSignal): Promise<SofficeRun> {
  const [command, ...given] = guarded(program, timeoutMs);
  const child = spawn(command as string, [...given, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let endedBy: SofficeRun['endedBy'] = 'itself';
  let output = '';
  const collect = (piece: Buffer): void => {
    output = (output + piece.toString()).slice(-MAX_OUTPUT_UNITS);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const end = (reason: SofficeRun['endedBy']): void => {
    endedBy = reason;
    killGroup(child);
  };
  const onAbort = (): void => end('signal');
  const onExit = (): void => killGroup(child);
  const timer = setTimeout(() => end('timeout'), timeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });
  process.on('exit', onExit);
  if (signal.aborted) onAbort();
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      // Not `close`: something that it left behind may hold on to its output.
      child.on('exit', resolve);
    });
    return { exitCode, endedBy, output };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    process.off('exit', onExit);
    killGroup(child);
  }
}

/**
 * A worker that is killed can end nobody. Linux has programs that see to it: `setpriv` has the kernel tell of its end,
 * and `timeout` passes that on to everything that LibreOffice started.
 */
function guarded(program: string, timeoutMs: number): string[] {
  if (process.platform !== 'linux' || !existsSync(SETPRIV) || !existsSync(TIMEOUT)) return [program];
  const seconds = Math.ceil(timeoutMs / 1000) + 5;
  return [SETPRIV, '--pdeathsig', 'TERM', TIMEOUT, '--kill-after=3', String(seconds), program];
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => undefined);
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}
