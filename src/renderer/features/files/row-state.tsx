import { memo, type ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import { StateLabel, type Tone } from '../../parts/state-label';
import { briefJob } from './brief-job';
import { useJob } from './row-progress';
import { RowTime } from './row-time';
import { t } from '../../../shared/words/words';
import styles from './row-state.module.css';

/** The state in words; of a file that is being read, how far it is. */
export const RowState = memo(function RowState({ row }: { row: FileRow }): ReactNode {
  const label = row.isPresent || row.event === 'deleted' ? row.stateLabel : t('{state} · gone', { state: row.stateLabel });
  return (
    <span className={styles.state}>
      {row.state === 'inProgress' ? <Running row={row} /> : <Labels tone={row.state} label={label} isBrief={row.dueAt !== null} />}
      <span className={styles.time}>
        <RowTime row={row} isOpenOnly />
      </span>
      {row.attempts > 1 ? (
        <span className={styles.attempts} title={t('{attempts, plural, one {# attempt} other {# attempts}}', { attempts: row.attempts })} role="img" aria-label={t('{attempts, plural, one {# attempt} other {# attempts}}', { attempts: row.attempts })}>
          ×{row.attempts}
        </span>
      ) : null}
    </span>
  );
});

/** Where room is short, what follows a colon gives way to the time that stands beside it. */
function Labels({ tone, label, isBrief }: { tone: Tone; label: string; isBrief: boolean }): ReactNode {
  const colon = isBrief ? label.indexOf(':') : -1;
  if (colon < 0) return <StateLabel tone={tone} label={label} />;
  return (
    <>
      <span className={styles.full}>
        <StateLabel tone={tone} label={label} />
      </span>
      <span className={styles.brief}>
        <StateLabel tone={tone} label={label.slice(0, colon)} />
      </span>
    </>
  );
}

function Running({ row }: { row: FileRow }): ReactNode {
  const job = useJob(row.id);
  const fraction = job?.fraction ?? null;
  return (
    <>
      <StateLabel tone="inProgress" label={briefJob(job?.label || row.stateLabel)} title={job?.label} />
      {fraction === null ? null : (
        <span className={styles.bar} aria-hidden>
          <span style={{ transform: `scaleX(${Math.min(1, Math.max(0, fraction))})` }} />
        </span>
      )}
    </>
  );
}
