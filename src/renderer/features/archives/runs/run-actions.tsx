import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ArchiveRun } from '../../../../shared/model/archive';
import { Button } from '../../../parts/button';
import { undoRun } from './follow-run';
import { useRuns } from './runs-store';
import { showTarget } from './show-target';
import { t } from '../../../../shared/words/words';
import styles from './runs.module.css';

/** What can be done about a run that has ended. */
export function RunActions({ run }: { run: ArchiveRun }): ReactNode {
  const { id, state, act, target, effectId } = run;
  const isUndone = useRuns((now) => now.undone.has(id));
  const isUndoing = useRuns((now) => now.undoing.has(id));
  // Thousands of files take their time.
  if (isUndoing) return <span className={styles.dim} role="status">{t('Taking it back…')}</span>;
  if (isUndone) return <span className={styles.dim}>{t('Taken back')}</span>;
  return (
    <>
      {state === 'done' && target !== null && act !== 'verify' ? (
        <Button kind="quiet" data-testid="show-target" onClick={() => showTarget(run)}>
          {t('Show')}
        </Button>
      ) : null}
      {effectId === null ? null : (
        <Button kind="quiet" icon={Undo2} data-testid="undo-run" onClick={() => undoRun(run)}>
          {t('Undo')}
        </Button>
      )}
    </>
  );
}
