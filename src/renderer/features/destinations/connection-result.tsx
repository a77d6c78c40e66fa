import { Check, CircleAlert, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConnectionStep } from '../../../shared/model/destination';
import { t } from '../../../shared/words/words';
import styles from './destinations.module.css';

const WORDS: Readonly<Record<ConnectionStep['step'], string>> = { write: t('Write'), read: t('Read@@verb'), delete: t('Delete') };
const ICONS = { done: Check, failed: CircleAlert, notReached: Minus } as const;
const STATES = { done: t('worked'), failed: t('failed@@step'), notReached: t('was not tried') } as const;

/** What a test of a connection found, step by step. */
export function ConnectionResult({ steps }: { steps: readonly ConnectionStep[] }): ReactNode {
  return (
    <div role="status">
      <ol className={styles.steps} data-testid="connection-steps">
        {steps.map(({ step, state, ms, sentence, hint }) => {
          const Icon = ICONS[state];
          return (
            <li key={step} data-state={state}>
              <Icon role="img" aria-label={STATES[state]} aria-hidden={undefined} />
              <b>{WORDS[step]}</b>
              <span>
                {sentence} {hint}
                {ms === null ? null : <span className={styles.dim}> {`${ms} ms`}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
