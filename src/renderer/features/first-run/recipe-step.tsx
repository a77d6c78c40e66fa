import { useState, type ReactNode } from 'react';
import type { RecipeId } from '../../../shared/model/folder';
import { Button } from '../../parts/button';
import { attempt } from '../../state/toast-store';
import { CheckResult } from '../add-folder/check-result';
import { RecipeChoice } from '../add-folder/recipe-choice';
import { useFolderCheck } from '../add-folder/use-folder-check';
import { useFirstRun } from './first-run-store';
import { t } from '../../../shared/words/words';
import styles from './step.module.css';

export function RecipeStep({ path }: { path: string }): ReactNode {
  const { check, error } = useFolderCheck(path, {});
  const [recipe, setRecipe] = useState<RecipeId>('watch-only');
  const [isBusy, setBusy] = useState(false);
  const start = (): void => {
    setBusy(true);
    void attempt(() => useFirstRun.getState().start(recipe)).finally(() => setBusy(false));
  };
  return (
    <div className={styles.step}>
      <h1>{t('What should happen to the files?')}</h1>
      <div className={styles.scroll}>
        <RecipeChoice value={recipe} folderName={check?.suggestedName ?? ''} alsoFiles={(check?.existingFiles ?? 0) > 0} canLeave={false} onChange={setRecipe} />
        <CheckResult path={path} check={check} error={error} />
      </div>
      <div className={styles.actions}>
        <Button kind="primary" disabled={isBusy || !check?.ok} data-testid="first-run-start" onClick={start}>
          {t('Start watching')}
        </Button>
        <Button onClick={() => useFirstRun.getState().choose(null)}>{t('Back')}</Button>
      </div>
    </div>
  );
}
