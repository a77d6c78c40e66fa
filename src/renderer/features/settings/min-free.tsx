import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { formatSize } from '../../format/size';
import { NumberField } from '../../parts/number-field';
import { useSnapshot } from '../../state/engine-store';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './setting.module.css';

const MB = 1_000_000;

export function MinFree({ settings }: { settings: GeneralSettings }): ReactNode {
  const free = useSnapshot((snapshot) => snapshot.disk?.freeBytes ?? null, null);
  return (
    <>
      <NumberField
        label={t('Least free disk space in megabytes')}
        value={Math.round(settings.minFreeBytes / MB)}
        least={0}
        most={10_000_000}
        unit={t('MB')}
        onCommit={(megabytes) => changeSettings({ minFreeBytes: megabytes * MB }, t('Least free disk space'))}
      />
      {free === null ? null : <p className={styles.now}>{t('{free} are free now.', { free: formatSize(free) })}</p>}
    </>
  );
}
