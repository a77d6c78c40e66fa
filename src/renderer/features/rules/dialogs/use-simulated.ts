import { useEffect, useState } from 'react';
import { callEngine } from '../../../engine-client/engine-client';

const GLANCE_MS = 300;

/** About how many files the rules were asked by now; null while nothing is asked. */
export function useSimulated(isAsking: boolean): number | null {
  const [files, setFiles] = useState<number | null>(null);
  useEffect(() => {
    if (!isAsking) {
      setFiles(null);
      return undefined;
    }
    const look = (): void => {
      // The answer itself says what is wrong, if anything is.
      callEngine('rules.simulating', {}).then(
        (now) => setFiles((before) => now.files ?? before),
        () => undefined,
      );
    };
    const timer = setInterval(look, GLANCE_MS);
    return () => clearInterval(timer);
  }, [isAsking]);
  return files;
}
