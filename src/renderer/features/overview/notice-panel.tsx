import { CircleCheck } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { CAUSES } from '../../../shared/errors/error-table';
import type { Alert, Suggestion } from '../../../shared/model/engine';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { Panel } from '../../parts/panel';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { attempt, tell } from '../../state/toast-store';
import styles from './notice-panel.module.css';

/** What the user must know, then what would help. */
export function NoticePanel(): ReactNode {
  const alerts = useSnapshot((snapshot) => snapshot.alerts, []);
  const suggestions = useSnapshot((snapshot) => snapshot.suggestions, []);
  return (
    <Panel title={alerts.length > 0 ? 'Notices' : 'Suggestions'} className={styles.panel}>
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
          <CircleCheck aria-hidden /> All is well; there is nothing to suggest.
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
          Dismiss
        </Button>
      </div>
    </li>
  );
});

/** Leads to a place, or has the engine do what is suggested. */
function follow(id: string, { kind, value }: NonNullable<Suggestion['action']>): void {
  const { go } = useRoute.getState();
  if (kind === 'openAttention') go({ section: 'attention', cause: CAUSES.find((cause) => cause === value) ?? null });
  else if (kind === 'openFolder') go({ section: 'folders', folderId: Number(value) || null });
  else {
    void attempt(async () => {
      await callEngine('suggestion.apply', { id });
      tell(DONE[kind]);
    });
  }
}

const DONE = {
  setWorkers: 'The number of workers changed',
  resumeLane: 'The lane goes on',
  retryCause: 'The files are tried again',
} as const;

const SuggestionCard = memo(function SuggestionCard({ suggestion }: { suggestion: Suggestion }): ReactNode {
  const { action } = suggestion;
  return (
    <li className={styles.card} data-testid="suggestion">
      <p>{suggestion.sentence}</p>
      <div className={styles.actions}>
        {action ? <Button onClick={() => follow(suggestion.id, action)}>{action.label}</Button> : null}
        <Button kind="quiet" onClick={() => dismiss(suggestion.id)}>
          Dismiss
        </Button>
      </div>
    </li>
  );
});
