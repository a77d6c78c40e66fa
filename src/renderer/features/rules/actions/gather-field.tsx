import type { ReactNode } from 'react';
import { OptionalNumber } from '../../../parts/optional-number';
import { t } from '../../../../shared/words/words';
import styles from './action.module.css';

type Gather = Readonly<Record<string, number>>;

const MEGA = 1_000_000;

/** Until when files are gathered for one archive: what comes first. */
export function GatherField({ gather, onChange }: { gather: Gather; onChange: (gather: Gather) => void }): ReactNode {
  const set = (key: string, value: number | null): void => {
    const { [key]: _former, ...others } = gather;
    onChange(value === null ? others : { ...others, [key]: value });
  };
  const megabytes = gather['bytes'] === undefined ? null : Math.max(1, Math.round(gather['bytes'] / MEGA));
  return (
    <div className={styles.gather}>
      <OptionalNumber without={t('Any number of files')} label={t('Files')} value={gather['count'] ?? null} first={100} least={1} most={100_000} unit={t('files')} onChange={(count) => set('count', count)} />
      <OptionalNumber without={t('Any size')} label={t('Megabytes')} value={megabytes} first={100} least={1} most={1_000_000} unit={t('MB')} onChange={(size) => set('bytes', size === null ? null : size * MEGA)} />
      <OptionalNumber without={t('Any time')} label={t('Days')} value={gather['days'] ?? null} first={1} least={1} most={3_650} unit={t('days since the first')} onChange={(days) => set('days', days)} />
    </div>
  );
}
