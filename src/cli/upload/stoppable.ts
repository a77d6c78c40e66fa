import { printNote } from '../print';

/** As shells count a program that a signal has ended. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Runs `act` until it ends, or a signal calls it off. @returns what the program ends with */
export async function stoppable(act: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const abort = new AbortController();
  let exitCode: number | null = null;
  const stop = (signal: NodeJS.Signals): void => {
    exitCode ??= EXIT_CODES[signal as keyof typeof EXIT_CODES];
    abort.abort();
  };
  for (const signal of Object.keys(EXIT_CODES)) process.on(signal, stop);
  try {
    return await act(abort.signal);
  } catch (error) {
    if (exitCode === null) throw error;
    printNote('Stopped. What was uploaded is kept: the same command goes on from there.');
    return exitCode;
  } finally {
    for (const signal of Object.keys(EXIT_CODES)) process.off(signal, stop);
  }
}
