import { useState, type ReactNode } from 'react';
import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { Select } from '../../../parts/select';
import { Layer, Pane } from './pane';
import type { Frame } from './panes';
import { t } from '../../../../shared/words/words';
import styles from './panes.module.css';

const GAINS = ['1', '4', '16'] as const;

/** Where both are the same it is black; how much brighter the rest is shown can be chosen. */
export function DifferencePane({ frame, keeper, member }: { frame: Frame; keeper: DuplicateMember; member: DuplicateMember }): ReactNode {
  const [gain, setGain] = useState<(typeof GAINS)[number]>('4');
  return (
    <Pane frame={frame} members={[]} isFirst className={styles.dark}>
      <div className={styles.difference} style={{ filter: `brightness(${gain})` }} data-testid="compare-difference">
        <Layer frame={frame} member={keeper} />
        <Layer frame={frame} member={member} over={keeper} />
      </div>
      <span className={styles.gain} onPointerDown={(event) => event.stopPropagation()}>
        <Select
          label={t('How much differences are brightened')}
          value={gain}
          options={GAINS.map((value) => ({ value, label: value === '1' ? t('As they are') : t('{times}× brighter', { times: value }) }))}
          onChange={setGain}
        />
      </span>
      <span className={styles.note}>{t('Black: no difference')}</span>
    </Pane>
  );
}
