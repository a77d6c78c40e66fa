import type { ReactNode } from 'react';
import { Button } from '../../parts/button';
import { attempt } from '../../state/toast-store';
import { ChooseStep } from './choose-step';
import { useFirstRun } from './first-run-store';
import { RecipeStep } from './recipe-step';
import { StepMarks } from './step-marks';
import { WatchStep } from './watch-step';
import { t } from '../../../shared/words/words';
import styles from './first-run.module.css';

/** Three steps from nothing to files that have been read. */
export function FirstRun(): ReactNode {
  const path = useFirstRun((state) => state.path);
  const folderId = useFirstRun((state) => state.folderId);
  const step = folderId !== null ? 3 : path !== null ? 2 : 1;
  return (
    <div className={styles.screen} data-testid="first-run">
      <header className={styles.head}>
        <StepMarks step={step} />
        {step < 3 ? (
          <Button kind="quiet" onClick={() => void attempt(() => useFirstRun.getState().finish())}>
            {t('Skip')}
          </Button>
        ) : null}
      </header>
      {folderId !== null ? <WatchStep folderId={folderId} /> : path !== null ? <RecipeStep path={path} /> : <ChooseStep />}
    </div>
  );
}
