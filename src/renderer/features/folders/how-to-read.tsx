import type { ReactNode } from 'react';
import type { FolderSettings } from '../../../shared/model/folder';
import { OptionalNumber } from '../../parts/optional-number';
import { Select } from '../../parts/select';
import { SettingRow } from '../../parts/setting-row';
import type { Change } from './change-folder';
import { SettingsGroup } from './settings-group';

const PRIORITIES: readonly { value: FolderSettings['priority']; label: string }[] = [
  { value: 'high', label: 'High' },
  { value: 'normal', label: 'Normal' },
  { value: 'low', label: 'Low' },
];

export function HowToRead({ settings, change }: { settings: FolderSettings; change: Change }): ReactNode {
  return (
    <SettingsGroup title="How">
      <SettingRow label="Priority" hint="Files of a folder with a higher one go first. Normal unless changed.">
        <Select
          label="Priority"
          value={settings.priority}
          options={PRIORITIES}
          onChange={(priority) => change({ priority }, 'Priority')}
        />
      </SettingRow>
      <SettingRow label="Batch size" hint="At most so many files of this folder are under way at once. No limit unless set.">
        <OptionalNumber
          without="No limit"
          label="Batch size"
          value={settings.batchSize}
          first={100}
          least={1}
          most={10_000}
          unit="files"
          onChange={(batchSize) => change({ batchSize }, 'Batch size')}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
