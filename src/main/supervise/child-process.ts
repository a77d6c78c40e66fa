import { app, utilityProcess, type MessagePortMain } from 'electron';
import { StringDecoder } from 'node:string_decoder';
import { DISK_THREADS } from '../../base/disk-threads';
import type { Log } from '../../base/log';
import { programPath, type ProgramName } from '../start-up/built-files';

/** A utility process that we started. */
export interface ChildProcess {
  readonly pid: number | undefined;
  /**
   * Its end is told once, whatever ended it, also when it ended before anyone listened; and never from inside
   * Electron's own event, where posting crashes the shell (electron/electron#53923).
   */
  onExit(listener: (reason: string) => void): void;
  /** Dropped when the process has ended. */
  post(message: unknown, ports?: MessagePortMain[]): void;
  /** Ends it at once, also when its loop is blocked. */
  kill(): void;
}

const LONGEST_LINE = 4_000;
/** They would turn a child into something else than our program. */
const DANGEROUS_VARIABLES = ['ELECTRON_RUN_AS_NODE', 'ELECTRON_NO_ASAR', 'NODE_OPTIONS', 'NODE_REPL_EXTERNAL_MODULE'];

/** Why Chromium says that a process has gone, by its name, until its end is told. */
const goneReasons = new Map<string, string>();
let areReasonsFollowed = false;

function followReasons(): void {
  if (areReasonsFollowed) return;
  areReasonsFollowed = true;
  app.on('child-process-gone', (_event, { type, name, reason }) => {
    if (type === 'Utility' && name !== undefined) goneReasons.set(name, reason);
  });
}

/** @param environment beside our own */
export function startChild(program: ProgramName, id: string, log: Log, environment: Record<string, string> = {}): ChildProcess {
  const serviceName = `Filemill ${program} ${id}`;
  const child = utilityProcess.fork(programPath(program), [], { serviceName, stdio: 'pipe', env: { ...(program === 'engine' ? DISK_THREADS : {}), ...safeEnvironment(), ...environment } });
  let hasEnded = false;
  let isWanted = true;
  let endReason: string | null = null;
  let tellExit: (reason: string) => void = () => undefined;

  recordOutput(child.stdout, 'stdout');
  recordOutput(child.stderr, 'stderr');

  followReasons();
  child.on('spawn', () => {
    log.info('process.started', { program, id, pid: child.pid });
    if (!isWanted) endNow();
  });
  // Exit codes are not to be trusted (electron/electron#42283, #42290): the reason is for people, nothing depends on it.
  child.once('exit', (code) => {
    if (hasEnded) return;
    hasEnded = true;
    setImmediate(() => {
      const reason = goneReasons.get(serviceName) ?? `ended with code ${code}`;
      goneReasons.delete(serviceName);
      endReason = isWanted ? reason : 'ended by the shell';
      log.info('process.ended', { program, id, reason: endReason });
      tellExit(endReason);
    });
  });

  function endNow(): void {
    const { pid } = child;
    if (hasEnded || pid === undefined) return;
    // child.kill() waits in the main process until the child has gone (electron/electron#45053).
    if (process.platform === 'win32') child.kill();
    else sendKillSignal(pid);
  }

  function recordOutput(stream: NodeJS.ReadableStream | null, name: 'stdout' | 'stderr'): void {
    if (stream === null) return;
    const decoder = new StringDecoder('utf8');
    let rest = '';
    stream.on('data', (chunk: Buffer) => {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
      for (const line of lines) {
        if (line !== '') log.warn('process.said', { program, id, stream: name, text: line.slice(0, LONGEST_LINE) });
      }
    });
    stream.on('end', () => {
      if (rest !== '') log.warn('process.said', { program, id, stream: name, text: rest });
    });
    stream.on('error', () => undefined);
  }

  return {
    get pid() {
      return child.pid;
    },
    onExit(listener) {
      tellExit = listener;
      const reason = endReason;
      if (reason !== null) setImmediate(() => listener(reason));
    },
    post(message, ports = []) {
      if (!hasEnded) child.postMessage(message, ports);
    },
    kill() {
      // A process that has no id yet can't be killed (electron/electron#44009): it is once it has one.
      isWanted = false;
      endNow();
    },
  };
}

function sendKillSignal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

function safeEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !DANGEROUS_VARIABLES.includes(name)) environment[name] = value;
  }
  return environment;
}
