import { useEffect } from 'react';
import { create } from 'zustand';
import type { ArchiveRun } from '../../../../shared/model/archive';
import { callEngine } from '../../../engine-client/engine-client';
import { useEngine } from '../../../state/engine-store';
import { keepSame } from '../../../state/keep-same';

const MOVING_MS = 400;

interface RunsState {
  /** Those under way and the last ones, newest first. */
  runs: readonly ArchiveRun[];
  /** Those that are being taken back in this window, and those that were. */
  undoing: ReadonlySet<number>;
  undone: ReadonlySet<number>;
}

export const useRuns = create<RunsState>()(() => ({ runs: [], undoing: new Set(), undone: new Set() }));

/** Asks once, for all who show runs. */
export async function readRuns(): Promise<readonly ArchiveRun[]> {
  const { runs } = await callEngine('archives.runs', {});
  useRuns.setState((now) => ({ runs: keepSame(now.runs, runs) }));
  return useRuns.getState().runs;
}

/** The runs, followed while they are on show: often while one is under way. */
export function useRunsFollowed(): readonly ArchiveRun[] {
  const runs = useRuns((state) => state.runs);
  const isMoving = runs.some(({ state }) => state === 'running');
  useEffect(() => {
    const look = (): void => void readRuns().catch(() => undefined);
    look();
    if (isMoving) {
      const timer = setInterval(look, MOVING_MS);
      return () => clearInterval(timer);
    }
    return useEngine.subscribe((now, before) => {
      if (now.snapshot?.revision !== before.snapshot?.revision || now.connection !== before.connection) look();
    });
  }, [isMoving]);
  return runs;
}
