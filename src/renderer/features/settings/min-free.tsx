import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { formatSize } from '../../format/size';
import { NumberField } from '../../parts/number-field';
import { useSnapshot } from '../../state/engine-store';
import { changeSettings } from './change-settings';
import styles from './setting.module.css';

const MB = 1_000_000;

export function MinFree({ settings }: { settings: GeneralSettings }): ReactNode {
  const free = useSnapshot((snapshot) => snapshot.disk?.freeBytes ?? null, null);
  return (
    <>
      <NumberField
        label="Least free disk space in megabytes"
        value={Math.round(settings.minFreeBytes / MB)}
        least={0}
        most={10_000_000}
        unit="MB"
        onCommit={(megabytes) => changeSettings({ minFreeBytes: megabytes * MB }, 'Least free disk space')}
      />
      {free === null ? null : <p className={styles.now}>{formatSize(free)} are free now.</p>}
    </>
  );
}
