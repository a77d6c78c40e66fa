import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel';
import { StateLabel } from '../../parts/state-label';
import { useSnapshot } from '../../state/engine-store';
import styles from './health-panel.module.css';

const PARTS = { watcher: 'Watcher', workers: 'Workers', ledger: 'Ledger', disk: 'Disk' } as const;
const TONES = { ok: 'done', warning: 'waiting', problem: 'attention' } as const;

export function HealthPanel(): ReactNode {
  const health = useSnapshot((snapshot) => snapshot.health, []);
  if (health.length === 0) return null;
  return (
    <Panel title="Health" className={styles.panel}>
      <ul className={styles.list}>
        {health.map((row) => (
          <li key={row.part} title={row.sentence} data-testid={`health-${row.part}`}>
            <span className={styles.part}>{PARTS[row.part]}</span>
            <StateLabel tone={TONES[row.level]} label={row.word} />
            {row.level === 'ok' ? null : <p>{row.sentence}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
