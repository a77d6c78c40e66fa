import type { FileRow } from '../../../shared/model/file';

type Judged = Pick<FileRow, 'state' | 'error' | 'isHeld'>;

/** How far a password has been tried on some files. */
export interface Trial {
  readonly total: number;
  readonly opened: number;
  /** Files that it does not open. */
  readonly locked: readonly number[];
}

type Verdict = 'pending' | 'opened' | 'locked';

/** Whatever else may be wrong with a file, once it no longer asks for a password it was opened. */
function verdictOf({ state, error, isHeld }: Judged): Verdict {
  if (state === 'attention' && error?.cause === 'needsPassword') return 'locked';
  const isOnItsWay = state === 'inProgress' || (state === 'waiting' && !isHeld);
  return isOnItsWay ? 'pending' : 'opened';
}

interface Followed {
  readonly look: (id: number) => Promise<Judged>;
  readonly pause: () => Promise<void>;
  readonly onChange: (trial: Trial) => void;
  readonly signal: AbortSignal;
}

/**
 * Looks at the files until each has settled, and tells what is known after every round.
 * @returns what came of it; of files that are still under way when the signal comes nothing is known
 */
export async function followTrial(ids: readonly number[], { look, pause, onChange, signal }: Followed): Promise<Trial> {
  let pending = [...ids];
  let trial: Trial = { total: ids.length, opened: 0, locked: [] };
  while (pending.length > 0 && !signal.aborted) {
    await pause();
    const left: number[] = [];
    for (const id of pending) {
      const verdict = verdictOf(await look(id));
      if (verdict === 'pending') left.push(id);
      else if (verdict === 'opened') trial = { ...trial, opened: trial.opened + 1 };
      else trial = { ...trial, locked: [...trial.locked, id] };
    }
    pending = left;
    onChange(trial);
  }
  return trial;
}
