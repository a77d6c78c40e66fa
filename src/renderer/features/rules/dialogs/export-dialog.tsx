import type { ReactNode } from 'react';
import type { RuleView } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { ErrorNote } from '../../../parts/error-note';
import { MonoPath } from '../../../parts/mono-path';
import { Skeleton } from '../../../parts/skeleton';
import { copyText } from '../../../state/copy-text';
import { useAnswer } from '../use-answer';
import { t } from '../../../../shared/words/words';
import styles from './dialogs.module.css';

/** The rules on show as YAML, to be given to others or kept. */
export function ExportDialog({ rules, path, onClose }: { rules: readonly RuleView[]; path: string; onClose: () => void }): ReactNode {
  const written = rules.map(({ rule }) => rule);
  const { value, error } = useAnswer(JSON.stringify(written), (signal) => callEngine('rules.write', { rules: written }, { signal }), 60_000);
  return (
    <Dialog
      title={t('Export {count, plural, one {# rule} other {# rules}}', { count: rules.length })}
      width={680}
      onClose={onClose}
      testId="export-dialog"
      footer={
        <>
          <Button onClick={onClose}>{t('Close')}</Button>
          <Button kind="primary" disabled={!value} onClick={() => value && copyText(value.text, 'YAML')}>
            {t('Copy')}
          </Button>
        </>
      }
    >
      <p className={styles.dim}>{t('“Import” takes this in again, here or on another machine. All rules lie in this file:')}</p>
      <p>
        <MonoPath path={path} />
      </p>
      {error ? <ErrorNote error={error} /> : null}
      {value ? <textarea className={styles.yaml} rows={16} wrap="off" readOnly aria-label={t('Rules as YAML')} value={value.text} data-testid="export-text" /> : error ? null : <Skeleton rows={8} />}
    </Dialog>
  );
}
