import type { ReactNode } from 'react';
import { formatArrival, formatMoment } from '../format/time';
import { useNow } from '../state/use-now';

const MINUTE_MS = 60_000;

/** When it was: the clock alone for today. */
export function Moment({ at }: { at: number }): ReactNode {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatArrival(at, useNow(MINUTE_MS))}
    </time>
  );
}
