import { useRef, type ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import type { RunningJob } from '../../../shared/model/engine';
import { useSnapshot } from '../../state/engine-store';
import { useNow } from '../../state/use-now';
import { aboutSpan, paceOf, secondsLeft, type Pace } from './time-left';

/** What is being done with a file now; undefined while it is not being read. */
export function useJob(fileId: number): RunningJob | undefined {
  return useSnapshot((snapshot) => snapshot.running.find((job) => job.fileId === fileId), undefined);
}

/** How long a file that is being read will still take: "about 20 s", or "–" when it cannot be told. */
export function TimeLeft({ row }: { row: FileRow }): ReactNode {
  return row.state === 'inProgress' ? <Left fileId={row.id} /> : null;
}

function Left({ fileId }: { fileId: number }): ReactNode {
  const job = useJob(fileId);
  const now = useNow(1000);
  const pace = useRef<Pace | null>(null);
  if (!job) return null;
  pace.current = paceOf(pace.current, job, now);
  const seconds = secondsLeft(pace.current, job.fraction, now);
  if (seconds !== null) return aboutSpan(seconds);
  return (
    <>
      <span aria-hidden>–</span>
      <span className="visually-hidden">not known</span>
    </>
  );
}

/** Which worker has it. */
export function WorkerName({ row }: { row: FileRow }): ReactNode {
  return row.state === 'inProgress' ? <Worker fileId={row.id} /> : null;
}

function Worker({ fileId }: { fileId: number }): ReactNode {
  const worker = useJob(fileId)?.worker ?? null;
  return worker === null ? null : `worker ${worker}`;
}
