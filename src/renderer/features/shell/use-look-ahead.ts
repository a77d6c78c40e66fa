import { useEffect } from 'react';
import { callEngine } from '../../engine-client/engine-client';

const EVERY_MS = 60_000;
const SIGNS = ['focus', 'pointermove', 'keydown'] as const;

/** While someone uses the window a worker stands ready, so that the first page of a document comes at once. */
export function useLookAhead(): void {
  useEffect(() => {
    let lastAt = -Infinity;
    const onUse = (): void => {
      const now = performance.now();
      if (now - lastAt < EVERY_MS) return;
      lastAt = now;
      // What may go wrong here shows where a page is asked for.
      callEngine('files.lookAhead', {}).catch(() => undefined);
    };
    for (const sign of SIGNS) window.addEventListener(sign, onUse, { passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, onUse);
    };
  }, []);
}
