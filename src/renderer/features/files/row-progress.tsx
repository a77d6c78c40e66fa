import type { ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import type { RunningJob } from '../../../shared/model/engine';
import { useSnapshot } from '../../state/engine-store';
import { useNow } from '../../state/use-now';
import { aboutSpan, paceOf, secondsLeft, type Pace } from './time-left';
import { t } from '../../../shared/words/words';

/** By file: another list that shows it need not begin to count anew. */
const paces = new Map<number, Pace>();
const MOST_PACES = 200;

function keepPace(fileId: number, pace: Pace): void {
  if (paces.get(fileId) === pace) return;
  paces.delete(fileId);
  paces.set(fileId, pace);
  const [oldest] = paces.keys();
  if (paces.size > MOST_PACES && oldest !== undefined) paces.delete(oldest);
}

/** What is being done with a file now; undefined while it is not being read. */
export function useJob(fileId: number): RunningJob | undefined {
  return useSnapshot((snapshot) => snapshot.running.find((job) => job.fileId === fileId), undefined);
}

/** How long a file that is being read will still take: "about 20 s", or "–" when it cannot be told. */
export function TimeLeft({ row }: { row: FileRow }): ReactNode {
  return row.state === 'inProgress' ? <Left fileId={row.id} /> : null;
}

/** The seconds that the part under way will still take; null when it cannot be told. */
export function useSecondsLeft(fileId: number, job: RunningJob | undefined): number | null {
  const now = useNow(1000);
  if (!job) return null;
  const pace = paceOf(paces.get(fileId) ?? null, job, now);
  if (pace) keepPace(fileId, pace);
  return secondsLeft(pace, job.fraction, now);
}

function Left({ fileId }: { fileId: number }): ReactNode {
  const job = useJob(fileId);
  const seconds = useSecondsLeft(fileId, job);
  if (!job) return null;
  const worker = job.worker === null ? undefined : t('On worker {worker}', { worker: job.worker });
  if (seconds !== null) return <span title={worker}>{aboutSpan(seconds)}</span>;
  return (
    <span role="img" aria-label={t('Not known')} title={worker}>
      –
    </span>
  );
}

/** Which worker has it. */
export function WorkerName({ row }: { row: FileRow }): ReactNode {
  return row.state === 'inProgress' ? <Worker fileId={row.id} /> : null;
}

function Worker({ fileId }: { fileId: number }): ReactNode {
  const worker = useJob(fileId)?.worker ?? null;
  return worker === null ? null : t('worker {worker}', { worker });
}
