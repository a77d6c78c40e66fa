import { useEffect, useRef, useState } from 'react';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import { LiveValue } from '../../engine-client/live-value';
import { useEngine } from '../../state/engine-store';

export interface Answer<T> {
  /** Of the last question that was answered. */
  value: T | null;
  error: ErrorData | null;
  /** The question that the value answers. */
  key: string | null;
}

const NOTHING = { value: null, error: null, key: null };

/**
 * What `ask` answers. The last answer stays until there is one to the next question, so that nothing flickers while
 * somebody types; a null key asks nothing. It is asked again when files have moved on, at most every `intervalMs`.
 */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>, intervalMs = 2_000): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>(NOTHING);
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  useEffect(() => {
    if (key === null) return undefined;
    const live = new LiveValue<T>(
      (signal) => latestAsk.current(signal),
      intervalMs,
      () => setAnswer({ key, value: live.value, error: live.error }),
    );
    const unfollow = useEngine.subscribe((now, before) => {
      if (now.snapshot?.revision !== before.snapshot?.revision || now.connection !== before.connection) live.touch();
    });
    return () => {
      unfollow();
      live.stop();
    };
  }, [key, intervalMs]);
  return answer;
}
