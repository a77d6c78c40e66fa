import type { ReactNode } from 'react';
import { LANES, type Lane } from '../../../shared/model/file';
import type { GeneralSettings } from '../../../shared/model/settings';
import { LANE_WORDS } from '../../format/lane-words';
import { Select } from '../../parts/select';
import { Switch } from '../../parts/switch';
import { useSnapshot } from '../../state/engine-store';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './lanes.module.css';

type LaneSettings = NonNullable<GeneralSettings['lanes'][Lane]>;

const UNCHANGED: LaneSettings = { concurrency: null, paused: false };

export function Lanes({ settings: { lanes } }: { settings: GeneralSettings }): ReactNode {
  const workers = useSnapshot((snapshot) => snapshot.workers.size, 1);
  return (
    <ul className={styles.lanes}>
      {LANES.map((lane) => {
        const { word, icon: Icon } = LANE_WORDS[lane];
        const now = { ...UNCHANGED, ...lanes[lane] };
        const change = (part: Partial<LaneSettings>, what: string): void =>
          changeSettings({ lanes: { ...lanes, [lane]: { ...now, ...part } } }, what);
        const most = Math.max(workers, now.concurrency ?? 0);
        return (
          <li key={lane} data-testid={`setting-lane-${lane}`}>
            <span className={styles.name}>
              <Icon aria-hidden />
              {word}
            </span>
            <Select
              label={t('{lane} at the same time', { lane: word })}
              value={String(now.concurrency ?? '')}
              options={[
                { value: '', label: t('All workers') },
                ...Array.from({ length: most }, (_, at) => ({ value: String(at + 1), label: t('{count} at most', { count: at + 1 }) })),
              ]}
              onChange={(value) => change({ concurrency: value === '' ? null : Number(value) }, t('{lane} at the same time', { lane: word }))}
            />
            <Switch label={t('Paused')} checked={now.paused} onChange={(paused) => change({ paused }, t('{lane} lane', { lane: word }))} />
          </li>
        );
      })}
    </ul>
  );
}
