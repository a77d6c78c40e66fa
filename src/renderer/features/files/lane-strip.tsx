import type { ReactNode } from 'react';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { LaneCard } from './lane-card';
import { t } from '../../../shared/words/words';
import styles from './lane-strip.module.css';

/** The kinds of work side by side; one of them narrows the list below. */
export function LaneStrip(): ReactNode {
  const lanes = useSnapshot((snapshot) => snapshot.lanes, []);
  const workers = useSnapshot((snapshot) => snapshot.workers.size, 1);
  const chosen = useRoute((state) => state.route.lane);
  const adjust = useRoute((state) => state.adjust);
  return (
    <ul className={styles.lanes} aria-label={t('Lanes')} data-testid="lanes">
      {lanes.map((view) => (
        <LaneCard
          key={view.lane}
          view={view}
          workers={workers}
          isChosen={view.lane === chosen}
          onChoose={() => adjust({ lane: view.lane === chosen ? null : view.lane, fileId: null })}
        />
      ))}
    </ul>
  );
}
