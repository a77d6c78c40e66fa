import type { ReactNode } from 'react';
import type { FolderSettings } from '../../../shared/model/folder';
import { OptionalNumber } from '../../parts/optional-number';
import { Select } from '../../parts/select';
import { SettingRow } from '../../parts/setting-row';
import type { Change } from './change-folder';
import { SettingsGroup } from './settings-group';
import { t } from '../../../shared/words/words';

const PRIORITIES: readonly { value: FolderSettings['priority']; label: string }[] = [
  { value: 'high', label: t('High') },
  { value: 'normal', label: t('Normal') },
  { value: 'low', label: t('Low') },
];

export function HowToRead({ settings, change }: { settings: FolderSettings; change: Change }): ReactNode {
  return (
    <SettingsGroup title={t('How')}>
      <SettingRow label={t('Priority')} hint={t('Files of a folder with a higher one go first. Normal unless changed.')}>
        <Select
          label={t('Priority')}
          value={settings.priority}
          options={PRIORITIES}
          onChange={(priority) => change({ priority }, t('Priority'))}
        />
      </SettingRow>
      <SettingRow label={t('Batch size')} hint={t('At most so many files of this folder are under way at once. No limit unless set.')}>
        <OptionalNumber
          without={t('No limit')}
          label={t('Batch size')}
          value={settings.batchSize}
          first={100}
          least={1}
          most={10_000}
          unit={t('files')}
          onChange={(batchSize) => change({ batchSize }, t('Batch size'))}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
