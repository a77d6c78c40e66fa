import { resolve } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { CHECK_USAGE, checkFolder } from '../handoff/check-folder';
import { PUT_USAGE, putPairs } from '../handoff/put-pairs';
import { beWatched, farOf, isWatched, runWatched } from '../handoff/run-watched';
import { SWEEP_USAGE, sweepFolder } from '../handoff/sweep-folder';
import { TAKE_USAGE, takeFolder } from '../handoff/take-folder';

export const usage = [PUT_USAGE, TAKE_USAGE, CHECK_USAGE, SWEEP_USAGE].join('\n  filemill ');

const ACTS: Record<string, (argv: string[], signal: AbortSignal) => Promise<number>> = {
  put: putPairs,
  take: takeFolder,
  check: checkFolder,
  sweep: sweepFolder,
};

/** Exchange of files with other programs, without an engine or a ledger; where a share may hang, in a process of its own. Exit 1 when something needs attention; 130 or 143 when stopped. */
export async function run(argv: string[]): Promise<number> {
  const at = argv.findIndex((word) => Object.hasOwn(ACTS, word));
  const act = ACTS[argv[at] ?? ''];
  if (!act) throw new FilemillError('usage.invalid', 'What is to be done with hand-offs?', { hint: `There is: filemill handoff ${Object.keys(ACTS).join(', ')}.` });
  const far = farOf(argv.map((word) => resolve(word.replace(/^--[a-z-]+=/, ''))));
  if (far.length > 0 && !isWatched()) return runWatched(far);
  if (isWatched()) await beWatched(far);
  const stop = new AbortController();
  let code: number | null = null;
  const stopWith = (given: number) => (): void => {
    code = given;
    stop.abort();
  };
  process.once('SIGINT', stopWith(130)).once('SIGTERM', stopWith(143));
  try {
    return await act(argv.filter((_, index) => index !== at), stop.signal);
  } catch (error) {
    if (code !== null) return code;
    throw error;
  }
}
