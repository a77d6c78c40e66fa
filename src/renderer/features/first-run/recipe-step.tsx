import { Eye } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../parts/button';
import { attempt } from '../../state/toast-store';
import { CheckResult } from '../add-folder/check-result';
import { useFolderCheck } from '../add-folder/use-folder-check';
import { useFirstRun } from './first-run-store';
import styles from './step.module.css';

export function RecipeStep({ path }: { path: string }): ReactNode {
  const { check, error } = useFolderCheck(path, {});
  const [isBusy, setBusy] = useState(false);
  const start = (): void => {
    setBusy(true);
    void attempt(() => useFirstRun.getState().start()).finally(() => setBusy(false));
  };
  return (
    <div className={styles.step}>
      <h1>What should happen to the files?</h1>
      <section className={styles.recipe}>
        <Eye aria-hidden />
        <div>
          <h2>Watch and tell me only</h2>
          <p>
            Filemill reads each file, indexes its text and tells you what it found. It never moves, renames, changes or
            deletes anything in the folder.
          </p>
        </div>
      </section>
      <CheckResult path={path} check={check} error={error} />
      <div className={styles.actions}>
        <Button kind="primary" disabled={isBusy || !check?.ok} data-testid="first-run-start" onClick={start}>
          Start watching
        </Button>
        <Button onClick={() => useFirstRun.getState().choose(null)}>Back</Button>
      </div>
    </div>
  );
}
