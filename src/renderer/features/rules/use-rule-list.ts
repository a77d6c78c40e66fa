import { useEffect, useState } from 'react';
import type { EngineApi } from '../../../shared/contract/engine-api';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import type { Snapshot } from '../../../shared/model/engine';
import type { CallOutput } from '../../../shared/rpc/define-api';
import { callEngine } from '../../engine-client/engine-client';
import { LiveValue } from '../../engine-client/live-value';
import { useEngine } from '../../state/engine-store';
import { useRules } from './rules-store';

export type RuleList = CallOutput<EngineApi, 'rules.read'>;

/** Figures of a thousand rules need not follow every file. */
const LEAST_MS = 1_000;

/** A mistake in the file changes no rule, but raises an alert. */
const mistakeIn = (snapshot: Snapshot | null): string | undefined => snapshot?.alerts.find(({ id }) => id === 'rules')?.message;

interface Known {
  list: RuleList | null;
  error: ErrorData | null;
}

/** All rules with what they have done; at once after a change from here. It is current once it holds that change. */
export function useRuleList(): Known & { isCurrent: boolean } {
  const [state, setState] = useState<Known & { after: number }>({ list: null, error: null, after: -1 });
  const changes = useRules((now) => now.changes);
  useEffect(() => {
    const live = new LiveValue<RuleList>(
      (signal) => callEngine('rules.read', {}, { signal }),
      LEAST_MS,
      () => setState((before) => ({ list: live.value ?? before.list, error: live.error, after: changes })),
    );
    const unfollow = useEngine.subscribe((now, before) => {
      const isNews = now.snapshot?.revision !== before.snapshot?.revision || mistakeIn(now.snapshot) !== mistakeIn(before.snapshot);
      if (isNews || now.connection !== before.connection) live.touch();
    });
    return () => {
      unfollow();
      live.stop();
    };
  }, [changes]);
  return { ...state, isCurrent: state.after === changes };
}
