import type { ReactNode } from 'react';
import { countOf, formatRate } from '../../format/number';
import { useEngine } from '../../state/engine-store';
import styles from './engine-pill.module.css';

const WORDS = { starting: 'Starting', running: 'Running', paused: 'Paused', stopping: 'Stopping', holding: 'Holding' } as const;

/** What the engine is doing, in one line. */
export function EnginePill(): ReactNode {
  const link = useEngine((state) => state.link);
  const engine = useEngine((state) => state.snapshot?.state);
  const isHolding = useEngine((state) => state.snapshot?.intakeHold != null);
  const workers = useEngine((state) => state.snapshot?.workers.size ?? 0);
  const rate = useEngine((state) => state.snapshot?.filesPerSecond ?? 0);

  const isUp = link === 'connected' && engine !== undefined;
  const state = isUp && engine === 'running' && isHolding ? 'holding' : engine;
  const word = isUp ? WORDS[state ?? engine] : link === 'failed' ? 'Stopped' : link === 'restarting' ? 'Restarting' : 'Starting';
  const tone = !isUp ? (link === 'failed' ? 'problem' : 'warning') : state === 'running' ? 'ok' : 'warning';
  return (
    <span className={styles.pill} data-tone={tone} data-testid="engine-pill">
      <span className={styles.dot} aria-hidden />
      <span>{word}</span>
      {isUp ? (
        <>
          <span className={styles.workers}> · {countOf(workers, 'worker')}</span>
          <span className={styles.rate}>
            {' · '}
            {formatRate(rate)} files/s
          </span>
        </>
      ) : null}
    </span>
  );
}
