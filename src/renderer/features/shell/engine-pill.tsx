import type { ReactNode } from 'react';
import { formatRate } from '../../format/number';
import { useEngine } from '../../state/engine-store';
import { t } from '../../../shared/words/words';
import styles from './engine-pill.module.css';

const WORDS = { starting: t('Starting'), running: t('Running'), paused: t('Paused'), stopping: t('Stopping'), holding: t('Holding') } as const;

/** What the engine is doing, in one line. */
export function EnginePill(): ReactNode {
  const link = useEngine((state) => state.link);
  const engine = useEngine((state) => state.snapshot?.state);
  const isHolding = useEngine((state) => state.snapshot?.intakeHold != null);
  const workers = useEngine((state) => state.snapshot?.workers.size ?? 0);
  const rate = useEngine((state) => state.snapshot?.filesPerSecond ?? 0);

  const isUp = link === 'connected' && engine !== undefined;
  const state = isUp && engine === 'running' && isHolding ? 'holding' : engine;
  const word = isUp ? WORDS[state ?? engine] : link === 'failed' ? t('Stopped') : link === 'restarting' ? t('Restarting') : t('Starting');
  const tone = !isUp ? (link === 'failed' ? 'problem' : 'warning') : state === 'running' ? 'ok' : 'warning';
  return (
    <span className={styles.pill} data-tone={tone} data-testid="engine-pill">
      <span className={styles.dot} aria-hidden />
      <span>{word}</span>
      {isUp ? (
        <>
          <span className={styles.workers}> · {t('{count, plural, one {# worker} other {# workers}}', { count: workers })}</span>
          <span className={styles.rate}>
            {' '}
            · {t('{rate} files/s', { rate: formatRate(rate) })}
          </span>
        </>
      ) : null}
    </span>
  );
}
