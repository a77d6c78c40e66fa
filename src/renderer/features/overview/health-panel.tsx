import type { ReactNode } from 'react';
import { StateLabel } from '../../parts/state-label';
import { useSnapshot } from '../../state/engine-store';
import { t } from '../../../shared/words/words';
import styles from './health-panel.module.css';

const PARTS = { watcher: t('Watcher'), workers: t('Workers'), ledger: t('Ledger'), disk: t('Disk'), destinations: t('Destinations') } as const;
const TONES = { ok: 'done', warning: 'waiting', problem: 'attention' } as const;

/** One word for each part of the mill, and a sentence where something is the matter. */
export function HealthPanel(): ReactNode {
  const health = useSnapshot((snapshot) => snapshot.health, []);
  if (health.length === 0) return null;
  const troubles = health.filter((row) => row.level !== 'ok');
  return (
    <section className={styles.panel} aria-label={t('Health')}>
      <h2>{t('Health')}</h2>
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
