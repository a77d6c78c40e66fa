import type { ReactNode } from 'react';
import type { DuplicateRun } from '../../../../shared/model/duplicates';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { MonoPath } from '../../../parts/mono-path';
import { runLine } from './plan-words';
import { useVaultDays } from './use-disposal';
import { t } from '../../../../shared/words/words';
import styles from './run-dialog.module.css';

const MOST_SHOWN = 200;

/** What stayed as it was in a run, and why. */
export function RunDialog({ run, onClose }: { run: DuplicateRun; onClose: () => void }): ReactNode {
  const line = runLine(run, useVaultDays());
  return (
    <Dialog title={t('What came of it')} onClose={onClose} width={680} testId="run-dialog" footer={<Button onClick={onClose}>{t('Close')}</Button>}>
      <p className={styles.line}>{line}.</p>
      <ul className={styles.failed}>
        {run.failed.slice(0, MOST_SHOWN).map(({ path, error }) => (
          <li key={path}>
            <MonoPath path={path} />
            <p>
              {error.message} {error.hint}
            </p>
          </li>
        ))}
      </ul>
      {run.failed.length > MOST_SHOWN ? <p>{t('And {count, number} more.', { count: run.failed.length - MOST_SHOWN })}</p> : null}
    </Dialog>
  );
}
