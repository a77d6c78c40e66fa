import { memo, type ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import { formatSpan, formatTook } from '../../format/duration';
import { Countdown } from '../../parts/countdown';
import { useNow } from '../../state/use-now';
import { useJob } from './row-progress';

/** How long it has been read, when it is looked at again, or how long it took. */
export const RowTime = memo(function RowTime({ row, isOpenOnly = false }: { row: FileRow; isOpenOnly?: boolean }): ReactNode {
  if (row.state === 'inProgress') return <Elapsed fileId={row.id} />;
  if (row.state === 'waiting') return row.dueAt === null || row.isHeld ? null : <Countdown dueAt={row.dueAt} />;
  return isOpenOnly || row.durationMs === null ? null : formatTook(row.durationMs);
});

function Elapsed({ fileId }: { fileId: number }): ReactNode {
  const startedAt = useJob(fileId)?.startedAt;
  const now = useNow(1000);
  return startedAt === undefined ? null : formatSpan((now - startedAt) / 1000);
}
