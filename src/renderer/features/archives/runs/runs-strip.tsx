import { CircleCheck, History, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ArchiveRun } from '../../../../shared/model/archive';
import { Button } from '../../../parts/button';
import { IconButton } from '../../../parts/icon-button';
import { Meter } from '../../../parts/meter';
import { useNow } from '../../../state/use-now';
import { cancelRun, askedOf } from './follow-run';
import { RunActions } from './run-actions';
import { refusedWords, runWords } from './run-words';
import { RunsDialog } from './runs-dialog';
import { useRunsFollowed } from './runs-store';
import { t } from '../../../../shared/words/words';
import styles from './runs.module.css';

const MINUTE_MS = 60_000;
/** How long the last result stays in sight. */
const SHOWN_MS = 15 * MINUTE_MS;

/** What is being done with archives and what was done last; nothing while there was nothing. */
export function RunsStrip(): ReactNode {
  const runs = useRunsFollowed();
  const [isOpen, setOpen] = useState(false);
  const now = useNow(MINUTE_MS);
  const running = runs.filter(({ state }) => state === 'running');
  const last = runs.find(({ endedAt }) => endedAt !== null && now - endedAt < SHOWN_MS);
  const [dismissed, setDismissed] = useState(0);
  const shown = [...running, ...(last && running.length === 0 && last.id !== dismissed ? [last] : [])];
  if (shown.length === 0 && !isOpen) return null;
  return (
    <>
      <section className={styles.strip} aria-label={t('Runs')} data-testid="runs-strip">
      <ul>
        {shown.map((run) => (
          <li key={run.id} data-testid="run" data-state={run.state}>
            {run.state === 'running' ? <Running run={run} /> : <Ended run={run} />}
          </li>
        ))}
      </ul>
      <Button kind="quiet" icon={History} data-testid="all-runs" onClick={() => setOpen(true)}>
        {t('All runs')}
      </Button>
      {last && running.length === 0 ? <IconButton icon={X} label={t('Dismiss')} onClick={() => setDismissed(last.id)} /> : null}
      </section>
      {isOpen ? <RunsDialog runs={runs} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Running({ run }: { run: ArchiveRun }): ReactNode {
  return (
    <>
      <span className={styles.words} role="status">
        {runWords(run)}
      </span>
      <span className={styles.meter}>
        <Meter fraction={run.fraction} tone="inProgress" label={runWords(run)} />
      </span>
      <Button data-testid="cancel-run" onClick={() => cancelRun(run)}>
        {t('Cancel')}
      </Button>
    </>
  );
}

function Ended({ run }: { run: ArchiveRun }): ReactNode {
  const words = runWords(run, askedOf(run));
  const refused = refusedWords(run);
  return (
    <>
      {run.isVerified ? <CircleCheck role="img" aria-label={t('Verified')} aria-hidden={undefined} className={styles.tick} /> : null}
      <span className={styles.words} data-failed={run.state === 'failed'} title={words}>
        {words}
        {refused === '' ? '' : ` · ${refused}`}
      </span>
      <RunActions run={run} />
    </>
  );
}
