import { useMemo, useState, type ReactNode } from 'react';
import type { ImageReport } from '../../../../shared/model/report';
import { histogramWords } from './histogram-words';
import { t } from '../../../../shared/words/words';
import styles from './histogram.module.css';

type Channels = NonNullable<ImageReport['content']>['histogram'];

const CHANNELS = [
  { id: 'grey', label: t('Grey') },
  { id: 'red', label: t('Red') },
  { id: 'green', label: t('Green') },
  { id: 'blue', label: t('Blue') },
] as const;
type ChannelId = (typeof CHANNELS)[number]['id'];

const STEPS = 64;
const HEIGHT = 40;

/** How often each brightness occurs, for grey and each colour; channels are switched on and off. */
export function Histogram({ histogram }: { histogram: Channels }): ReactNode {
  const [hidden, setHidden] = useState<ReadonlySet<ChannelId>>(new Set());
  const words = useMemo(() => histogramWords(histogram), [histogram]);
  const toggle = (id: ChannelId): void =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <div className={styles.histogram} data-testid="histogram">
      <svg viewBox={`0 0 ${STEPS} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t('Histogram. {words}', { words })}>
        {CHANNELS.filter(({ id }) => !hidden.has(id)).map(({ id }) => (
          <path key={id} data-channel={id} d={pathOf(histogram[id])} />
        ))}
      </svg>
      <div className={styles.channels} role="group" aria-label={t('Channels on show')}>
        {CHANNELS.map(({ id, label }) => (
          <button key={id} type="button" aria-pressed={!hidden.has(id)} data-channel={id} onClick={() => toggle(id)}>
            <span aria-hidden />
            {label}
          </button>
        ))}
      </div>
      <p className={styles.words}>{words}</p>
    </div>
  );
}

/** The ground under the line from step to step; the root of the counts, so that small ones are seen beside a high peak. */
function pathOf(steps: readonly number[]): string {
  const points = steps.map((count, at) => `${at + 0.5},${(HEIGHT - Math.sqrt(count / 1000) * (HEIGHT - 1)).toFixed(2)}`);
  return `M0,${HEIGHT} L${points.join(' ')} L${STEPS},${HEIGHT} Z`;
}
