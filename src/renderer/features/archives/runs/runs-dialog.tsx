import type { ReactNode } from 'react';
import type { ArchiveRun } from '../../../../shared/model/archive';
import { displayName } from '../../../../shared/model/display-name';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { Moment } from '../../../parts/moment';
import { MonoPath } from '../../../parts/mono-path';
import { StateLabel, type Tone } from '../../../parts/state-label';
import { askedOf } from './follow-run';
import { RunActions } from './run-actions';
import { refusedWords, runWords } from './run-words';
import { t } from '../../../../shared/words/words';
import styles from './runs.module.css';

const STATES: Readonly<Record<ArchiveRun['state'], { label: string; tone: Tone }>> = {
  running: { label: t('Under way'), tone: 'inProgress' },
  done: { label: t('Done'), tone: 'done' },
  failed: { label: t('Failed'), tone: 'attention' },
  cancelled: { label: t('Cancelled'), tone: 'ignored' },
};

/** The last runs, what came of each, and what was refused and why. */
export function RunsDialog({ runs, onClose }: { runs: readonly ArchiveRun[]; onClose: () => void }): ReactNode {
  return (
    <Dialog title={t('Runs')} onClose={onClose} width={760} testId="runs-dialog" footer={<Button onClick={onClose}>{t('Close')}</Button>}>
      <ul className={styles.runs}>
        {runs.map((run) => (
          <li key={run.id} data-testid="past-run">
            <p className={styles.runHead}>
              <StateLabel {...STATES[run.state]} />
              <span className={styles.when}>
                <Moment at={run.endedAt ?? run.startedAt} />
              </span>
              <span className={styles.runActions}>
                <RunActions run={run} />
              </span>
            </p>
            <p className={styles.runLine}>{runWords(run, askedOf(run))}</p>
            {run.error?.hint ? <p className={styles.dim}>{run.error.hint}</p> : null}
            {run.target === null ? null : <MonoPath path={run.target} />}
            <Refused run={run} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Refused({ run }: { run: ArchiveRun }): ReactNode {
  const { refused, refusedCount } = run;
  if (refused.length === 0) return null;
  return (
    <details className={styles.refused} open={refused.length <= 5}>
      <summary>{refusedWords(run)}</summary>
      <ul data-testid="refused">
        {refused.map(({ ordinal, path, reason }) => (
          <li key={`${ordinal} ${path}`}>
            <b translate="no">{displayName(path)}</b> {reason}
          </li>
        ))}
      </ul>
      {refusedCount > refused.length ? <p className={styles.dim}>{t('And {count, number} more.', { count: refusedCount - refused.length })}</p> : null}
    </details>
  );
}
