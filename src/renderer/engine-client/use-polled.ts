import { useEffect, useState } from 'react';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { LiveValue } from './live-value';

/** What `ask` answers, asked again every `intervalMs` for as long as it is on show. */
export function usePolled<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  intervalMs: number,
): { value: T | null; error: ErrorData | null } {
  const [state, setState] = useState<{ value: T | null; error: ErrorData | null }>({ value: null, error: null });
  useEffect(() => {
    const live = new LiveValue<T>(ask, intervalMs, () => {
      setState((before) =>
        before.value === live.value && before.error === live.error ? before : { value: live.value, error: live.error },
      );
      live.touch();
    });
    return () => live.stop();
  }, [ask, intervalMs]);
  return state;
}
