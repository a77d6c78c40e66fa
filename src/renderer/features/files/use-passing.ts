import { useEffect, useRef } from 'react';

/**
 * Of the rows of a list, which only pass by while it is thrown: what was in view before stays drawn.
 *
 * @param ids those in view now
 */
export function usePassing(isThrown: boolean, ids: readonly (number | undefined)[]): (id: number) => boolean {
  const drawn = useRef<ReadonlySet<number | undefined>>(new Set());
  useEffect(() => {
    if (!isThrown) drawn.current = new Set(ids);
  });
  return (id) => isThrown && !drawn.current.has(id);
}
