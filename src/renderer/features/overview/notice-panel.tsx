import { CircleCheck } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Alert, Suggestion } from '../../../shared/model/engine';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { Panel } from '../../parts/panel';
import { useSnapshot } from '../../state/engine-store';
import { attempt } from '../../state/toast-store';
import { followSuggestion } from './follow-suggestion';
import { t } from '../../../shared/words/words';
import styles from './notice-panel.module.css';

/** What the user must know, then what would help. */
export function NoticePanel(): ReactNode {
  const alerts = useSnapshot((snapshot) => snapshot.alerts, []);
  const suggestions = useSnapshot((snapshot) => snapshot.suggestions, []);
  const isWell = useSnapshot(
    (snapshot) => snapshot.intakeHold === null && snapshot.health.every((row) => row.level === 'ok'),
    true,
  );
  return (
    <Panel title={alerts.length > 0 ? t('Notices') : t('Suggestions')} className={styles.panel}>
      <ul className={styles.list}>
        {alerts.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
        {suggestions.map((suggestion) => (
          <SuggestionCard key={suggestion.id} suggestion={suggestion} />
        ))}
      </ul>
      {alerts.length + suggestions.length === 0 ? (
        <p className={styles.none}>
          <CircleCheck aria-hidden /> {isWell ? t('All is well; there is nothing to suggest.') : t('There is nothing to suggest.')}
        </p>
      ) : null}
    </Panel>
  );
}

function dismiss(id: string): void {
  void attempt(() => callEngine('engine.dismiss', { id }));
}

const AlertCard = memo(function AlertCard({ alert }: { alert: Alert }): ReactNode {
  return (
    <li className={styles.card} data-level={alert.level} data-testid="alert">
      <p className={styles.message}>{alert.message}</p>
      {alert.hint ? <p className={styles.hint}>{alert.hint}</p> : null}
      <div className={styles.actions}>
        <Button kind="quiet" onClick={() => dismiss(alert.id)}>
          {t('Dismiss')}
        </Button>
      </div>
    </li>
  );
});

const SuggestionCard = memo(function SuggestionCard({ suggestion }: { suggestion: Suggestion }): ReactNode {
  const { action } = suggestion;
  return (
    <li className={styles.card} data-testid="suggestion">
      <p>{suggestion.sentence}</p>
      <div className={styles.actions}>
        {action ? <Button onClick={() => followSuggestion(suggestion.id, action)}>{action.label}</Button> : null}
        <Button kind="quiet" onClick={() => dismiss(suggestion.id)}>
          {t('Dismiss')}
        </Button>
      </div>
    </li>
  );
});
