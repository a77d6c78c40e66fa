import { useEffect, useState } from 'react';
import type { EngineApi } from '../../../shared/contract/engine-api';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import type { CallOutput } from '../../../shared/rpc/define-api';
import { callEngine } from '../../engine-client/engine-client';
import { LiveValue } from '../../engine-client/live-value';
import { useEngine } from '../../state/engine-store';
import { useDuplicates } from './duplicates-store';

export type Summary = CallOutput<EngineApi, 'duplicates.summary'>;

const LEAST_MS = 250;
const MOVING_MS = 700;

/** Counts, plan and how far things are; asked again whenever something changes, and steadily while work is under way. */
export function useSummary(): { summary: Summary | null; error: ErrorData | null } {
  const [state, setState] = useState<{ summary: Summary | null; error: ErrorData | null }>({ summary: null, error: null });
  useEffect(() => {
    const live = new LiveValue(
      (signal) => callEngine('duplicates.summary', {}, { signal }),
      LEAST_MS,
      () => setState({ summary: live.value, error: live.error }),
    );
    const unfollowEngine = useEngine.subscribe((now, before) => {
      if (now.snapshot?.revision !== before.snapshot?.revision || now.connection !== before.connection) live.touch();
    });
    const unfollowChanges = useDuplicates.subscribe((now, before) => {
      if (now.changes !== before.changes) live.touch();
    });
    const timer = setInterval(() => {
      if (live.error || (live.value && isMoving(live.value))) live.touch();
    }, MOVING_MS);
    return () => {
      clearInterval(timer);
      unfollowEngine();
      unfollowChanges();
      live.stop();
    };
  }, []);
  return state;
}

export function isRunning({ run }: Pick<Summary, 'run'>): boolean {
  return run !== null && run.endedAt === null;
}

function isMoving(summary: Summary): boolean {
  return summary.behind > 0 || isRunning(summary);
}
