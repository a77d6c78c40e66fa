import type { ReactNode } from 'react';
import { StateLabel } from '../../parts/state-label';
import { useSnapshot } from '../../state/engine-store';
import styles from './health-panel.module.css';

const PARTS = { watcher: 'Watcher', workers: 'Workers', ledger: 'Ledger', disk: 'Disk', destinations: 'Destinations' } as const;
const TONES = { ok: 'done', warning: 'waiting', problem: 'attention' } as const;

/** One word for each part of the mill, and a sentence where something is the matter. */
export function HealthPanel(): ReactNode {
  const health = useSnapshot((snapshot) => snapshot.health, []);
  if (health.length === 0) return null;
  const troubles = health.filter((row) => row.level !== 'ok');
  return (
    <section className={styles.panel} aria-label="Health">
      <h2>Health</h2>
      <ul className={styles.list}>
        {health.map((row) => (
          <li key={row.part} title={row.sentence} data-testid={`health-${row.part}`}>
            <span className={styles.part}>{PARTS[row.part]}</span>
            <StateLabel tone={TONES[row.level]} label={row.word} />
          </li>
        ))}
      </ul>
      {troubles.map((row) => (
        <p key={row.part}>
          {PARTS[row.part]}: {row.sentence}
        </p>
      ))}
    </section>
  );
}
