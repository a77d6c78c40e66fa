import type { ReactNode } from 'react';
import { formatAgo, formatMoment } from '../format/time';
import { useNow } from '../state/use-now';

/** How long ago, kept right by the page's one clock. */
export function Ago({ at }: { at: number }): ReactNode {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatAgo(at, now)}
    </time>
  );
}
