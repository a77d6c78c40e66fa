import { fork, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { mayHang } from '../../base/filesystem-kind';
import { Reach, silence } from '../../engine/engine-queries';
import { FilemillError } from '../../shared/errors/filemill-error';

/** Set for the process that does the work. */
const WATCHED = 'FILEMILL_WATCHED';
const BEAT_MS = 1_000;
/** Silent for so many beats: it hangs in a call to the share. Generous, for shares that are only slow. */
const SILENT_BEATS = 20;
/** From its last word, or from being told to stop, to its end. */
const END_MS = 2_000;

/** Whether this process does the work of another one, which watches it. */
export const isWatched = (): boolean => process.env[WATCHED] === '1' && process.send !== undefined;

/** Those of some paths that may stop answering. */
export const farOf = (paths: readonly string[]): string[] => paths.filter(mayHang);

/**
 * Runs this very command in a second process and watches it: a share may stop answering at any moment, and whoever is in a call to it then can't
 * even end. What the other one says is said here.
 *
 * @param far the paths that may hang; this process does not touch them
 * @returns its exit code
 * @throws FilemillError `folder.missing` when it hangs; it is killed, and what it was about is finished by the next run
 */
export function runWatched(far: readonly string[]): Promise<number> {
  const hangs = new FilemillError('folder.missing', silence(far[0] as string), { hint: 'Connect its drive, or look at its server. What was begun is finished by the next run.' });
  return new Promise((resolve, reject) => {
    const endSoon = (code: number): void => void setTimeout(() => settle(() => resolve(code)), END_MS).unref();
    const stop = (signal: NodeJS.Signals, code: number) => (): void => {
      child.kill(signal);
      endSoon(code);
    };
    const tell = { SIGINT: stop('SIGINT', 130), SIGTERM: stop('SIGTERM', 143) };
    process.on('SIGINT', tell.SIGINT).on('SIGTERM', tell.SIGTERM);
    const child = begin();
    const watching = watch(child, () => settle(() => reject(hangs)), endSoon);
    const settle = (end: () => void): void => {
      watching.end();
      process.off('SIGINT', tell.SIGINT).off('SIGTERM', tell.SIGTERM);
      letGo(child);
      end();
    };
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code, signal) => settle(() => resolve(code ?? 128 + constants.signals[signal as NodeJS.Signals])));
  });
}

function begin(): ChildProcess {
  const child = fork(process.argv[1] as string, process.argv.slice(2), {
    env: { ...process.env, [WATCHED]: '1' },
    // Of its own group: Ctrl+C comes through us, once.
    detached: true,
    // Through us: what it has open stays open as long as it hangs, and so would the pipe into another program.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(process.stdout, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  return child;
}

/** One that hangs, and can't be ended for as long, would keep us, too. */
function letGo(child: ChildProcess): void {
  child.kill('SIGKILL');
  if (child.connected) child.disconnect();
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}

/** Counted in ticks of our own timer: while the machine sleeps nobody is charged. @param onSilent called once */
function watch(child: ChildProcess, onSilent: () => void, onEnding: (code: number) => void): { end: () => void } {
  let silent = 0;
  child.on('message', (message) => {
    silent = 0;
    if (typeof message === 'number') onEnding(message);
  });
  const timer = setInterval(() => {
    silent += 1;
    if (silent === SILENT_BEATS) onSilent();
  }, BEAT_MS);
  return { end: () => clearInterval(timer) };
}

/**
 * In the process that does the work: tells that it turns, and how it ends, for one with a thread in a call that hangs can't end by itself.
 *
 * @throws FilemillError `folder.missing` when one of the paths does not answer from the beginning
 */
export async function beWatched(far: readonly string[]): Promise<void> {
  const tell = (message: 'beat' | number): void => void (process.connected && process.send?.(message));
  setInterval(() => tell('beat'), BEAT_MS).unref();
  process.once('exit', tell).once('disconnect', () => process.exit());
  const reach = new Reach();
  for (const path of far) await reach.mustAnswer(path);
}
