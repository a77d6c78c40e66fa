import { useEffect, useRef, useState } from 'react';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { useEngine } from '../state/engine-store';
import { LiveValue } from './live-value';

interface Live<T> {
  value: T | null;
  error: ErrorData | null;
}

/**
 * What `ask` answers, kept up to date: it asks again when the engine's state moves, at most every `intervalMs`.
 * Another `key` starts anew; a null key asks nothing. Another `beat` asks again, too.
 */
export function useLive<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>, intervalMs = 500, beat = 0): Live<T> {
  const [state, setState] = useState<Live<T> & { key: string | null }>({ key: null, value: null, error: null });
  const live = useRef<LiveValue<T> | null>(null);
  const latestAsk = useRef(ask);
  latestAsk.current = ask;

  useEffect(() => {
    if (key === null) return undefined;
    const value = new LiveValue<T>(
      (signal) => latestAsk.current(signal),
      intervalMs,
      () => setState({ key, value: value.value, error: value.error }),
    );
    live.current = value;
    const unsubscribe = useEngine.subscribe((now, before) => {
      if (now.snapshot?.revision !== before.snapshot?.revision || now.connection !== before.connection) value.touch();
    });
    return () => {
      unsubscribe();
      value.stop();
      live.current = null;
    };
  }, [key, intervalMs]);

  useEffect(() => live.current?.touch(), [beat]);

  return state.key === key ? state : { value: null, error: null };
}
