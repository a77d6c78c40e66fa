import { printedPage } from '../engine/engine-queries';
import { printNote, shown } from './print';

const LOOK_MS = 5_000;
/** More at once say nothing more. */
const MOST = 20;

/**
 * Tells of files that a run waits for and that can't go on now, such as those whose target is away: each once, with its cause. They are tried
 * again as long as the run goes on.
 *
 * @returns to be called at the end of the run
 */
export function tellWhatWaits(database: Parameters<typeof printedPage>[0]): () => void {
  const told = new Map<number, string>();
  const look = (): void => {
    for (const { row } of printedPage(database, { phase: 'retrying', states: ['waiting'] }, 'oldest', 0, MOST)) {
      const { id, path, error } = row;
      if (error === null || told.get(id) === error.message) continue;
      told.set(id, error.message);
      printNote(`Waiting: ${shown(path)}: ${error.message} Filemill tries again by itself.`);
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return () => clearInterval(timer);
}
