import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { NumberField } from '../../parts/number-field';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './setting.module.css';

const MB = 1_000_000;

type Limits = GeneralSettings['archives'];

function change({ archives }: GeneralSettings, part: Partial<Limits>, what: string): void {
  changeSettings({ archives: { ...archives, ...part } }, what);
}

export function ArchiveBytes({ settings }: { settings: GeneralSettings }): ReactNode {
  return (
    <NumberField
      label={t('Unpacked at most, in megabytes')}
      value={Math.round(settings.archives.totalBytes / MB)}
      least={1}
      most={100_000_000}
      unit={t('MB')}
      onCommit={(megabytes) => change(settings, { totalBytes: megabytes * MB }, t('Unpacked at most'))}
    />
  );
}

export function ArchiveEntryBytes({ settings }: { settings: GeneralSettings }): ReactNode {
  return (
    <NumberField
      label={t('Largest entry in megabytes')}
      value={Math.round(settings.archives.entryBytes / MB)}
      least={1}
      most={100_000_000}
      unit={t('MB')}
      onCommit={(megabytes) => change(settings, { entryBytes: megabytes * MB }, t('Largest entry'))}
    />
  );
}

export function ArchiveEntries({ settings }: { settings: GeneralSettings }): ReactNode {
  return (
    <NumberField
      label={t('Most entries')}
      value={settings.archives.entries}
      least={1}
      most={1_000_000}
      unit={t('entries')}
      onCommit={(entries) => change(settings, { entries }, t('Most entries'))}
    />
  );
}

export function ArchiveRatio({ settings }: { settings: GeneralSettings }): ReactNode {
  const { ratio, ratioFromBytes } = settings.archives;
  return (
    <>
      <NumberField label={t('Largest ratio')} value={ratio} least={1} most={1_000_000} unit={t('times the packed size')} onCommit={(wanted) => change(settings, { ratio: wanted }, t('Largest ratio'))} />
      <div className={styles.second}>
        <NumberField
          label={t('From so many megabytes on')}
          value={Math.round(ratioFromBytes / MB)}
          least={0}
          most={1_000_000}
          unit={t('MB and more')}
          onCommit={(megabytes) => change(settings, { ratioFromBytes: megabytes * MB }, t('Largest ratio'))}
        />
      </div>
    </>
  );
}
