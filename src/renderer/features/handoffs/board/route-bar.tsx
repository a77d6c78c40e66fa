import type { ReactNode } from 'react';
import type { HandoffRoute } from '../../../../shared/model/handoff';
import { midSentence } from '../../../format/mid-sentence';
import { STATE_ORDER, STATE_WORDS } from '../words';
import { Way } from './handoff-table';
import { t } from '../../../../shared/words/words';
import styles from './board.module.css';

type Ends = Pick<HandoffRoute, 'producer' | 'consumer'>;

interface Props {
  routes: readonly HandoffRoute[];
  chosen: Ends | null;
  onChoose: (route: Ends | null) => void;
}

/** From which program to which, with how much there is; one can be chosen. Hidden while there is but one. */
export function RouteBar({ routes, chosen, onChoose }: Props): ReactNode {
  if (routes.length < 2 && chosen === null) return null;
  return (
    <div className={styles.routes} role="group" aria-label={t('Routes')} data-testid="routes">
      {routes.map((route) => {
        const isChosen = chosen !== null && chosen.producer === route.producer && chosen.consumer === route.consumer;
        return (
          <button key={JSON.stringify([route.producer, route.consumer])} type="button" className={styles.routeCard} aria-pressed={isChosen} onClick={() => onChoose(isChosen ? null : { producer: route.producer, consumer: route.consumer })}>
            <Way producer={route.producer} consumer={route.consumer} />
            <span className={styles.counts}>
              {STATE_ORDER.flatMap((state) => {
                const count = route.counts[state];
                return count === undefined ? [] : [<span key={state}>{t('{count, number} {state}', { count, state: midSentence(STATE_WORDS[state].word) })}</span>];
              })}
            </span>
          </button>
        );
      })}
    </div>
  );
}
