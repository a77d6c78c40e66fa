import type { ReactNode } from 'react';
import { formatAgo, formatMoment } from '../format/time';
import { useNow } from '../state/use-now';

const MINUTE_MS = 60_000;
/** An age of minutes need not be right to the second. */
const COARSE_MS = 15_000;

/** How long ago, kept right by the page's clocks. */
export function Ago({ at }: { at: number }): ReactNode {
  const isFresh = useNow(COARSE_MS) - at < MINUTE_MS;
  const now = useNow(isFresh ? 1000 : COARSE_MS);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatAgo(at, now)}
    </time>
  );
}
