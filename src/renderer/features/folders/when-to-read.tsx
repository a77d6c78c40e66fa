import type { ReactNode } from 'react';
import { FILE_EVENTS, type FileEvent } from '../../../shared/model/file';
import type { FolderSettings } from '../../../shared/model/folder';
import { NumberField } from '../../parts/number-field';
import { OptionalNumber } from '../../parts/optional-number';
import { Select } from '../../parts/select';
import { SettingRow } from '../../parts/setting-row';
import { Switch } from '../../parts/switch';
import type { Change } from './change-folder';
import { SettingsGroup } from './settings-group';

const EVENTS: Readonly<Record<FileEvent, string>> = {
  created: 'A file is new',
  modified: 'A file is touched, its content the same',
  content_changed: 'The content of a file changes',
  deleted: 'A file is deleted',
  moved: 'A file is moved or renamed',
};

const DETECTION: readonly { value: FolderSettings['changeDetection']; label: string }[] = [
  { value: 'wholeFile', label: 'All bytes' },
  { value: 'firstMegabyte', label: 'First megabyte' },
  { value: 'times', label: 'Times alone' },
];

export function WhenToRead({ settings, change }: { settings: FolderSettings; change: Change }): ReactNode {
  return (
    <SettingsGroup title="When">
      <SettingRow label="Quiet time" hint="How long a file must stay unchanged before it counts as whole. Chosen by Filemill unless set.">
        <OptionalNumber
          without="Let Filemill choose"
          label="Quiet time in milliseconds"
          value={settings.quietMs}
          first={2_000}
          least={0}
          most={86_400_000}
          unit="ms"
          onChange={(quietMs) => change({ quietMs }, 'Quiet time')}
        />
      </SettingRow>
      <SettingRow label="Minimum age" hint="A file waits until its last change is so long ago. 0 seconds unless changed.">
        <NumberField
          label="Minimum age in seconds"
          value={settings.minAgeSeconds}
          least={0}
          most={31_536_000}
          unit="seconds"
          onCommit={(minAgeSeconds) => change({ minAgeSeconds }, 'Minimum age')}
        />
      </SettingRow>
      <SettingRow
        label="Cooldown"
        hint="After an event of a file the next one waits so long; the last content wins. 0 seconds unless changed."
      >
        <NumberField
          label="Cooldown in seconds"
          value={settings.cooldownSeconds}
          least={0}
          most={86_400}
          unit="seconds"
          onCommit={(cooldownSeconds) => change({ cooldownSeconds }, 'Cooldown')}
        />
      </SettingRow>
      <SettingRow label="Events" hint="What is acted on: everything unless switched off. A file whose event is left out counts as ignored.">
        {FILE_EVENTS.map((event) => (
          <Switch
            key={event}
            label={EVENTS[event]}
            checked={settings.events[event]}
            onChange={(isOn) => change({ events: { ...settings.events, [event]: isOn } }, 'Events')}
          />
        ))}
      </SettingRow>
      <SettingRow
        label="What counts as a change"
        hint="How a changed file is told from a touched one: by all its bytes unless changed. The first megabyte is quicker for huge files; times alone read nothing."
      >
        <Select
          label="What counts as a change"
          value={settings.changeDetection}
          options={DETECTION}
          onChange={(changeDetection) => change({ changeDetection }, 'Change detection')}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
