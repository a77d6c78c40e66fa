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
import { t } from '../../../shared/words/words';

const EVENTS: Readonly<Record<FileEvent, string>> = {
  created: t('A file is new'),
  modified: t('A file is touched, its content the same'),
  content_changed: t('The content of a file changes'),
  deleted: t('A file is deleted'),
  moved: t('A file is moved or renamed'),
};

const DETECTION: readonly { value: FolderSettings['changeDetection']; label: string }[] = [
  { value: 'wholeFile', label: t('All bytes') },
  { value: 'firstMegabyte', label: t('First megabyte') },
  { value: 'times', label: t('Times alone') },
];

export function WhenToRead({ settings, change }: { settings: FolderSettings; change: Change }): ReactNode {
  return (
    <SettingsGroup title={t('When')}>
      <SettingRow label={t('Quiet time')} hint={t('How long a file must stay unchanged before it counts as whole. Chosen by Filemill unless set.')}>
        <OptionalNumber
          without={t('Let Filemill choose')}
          label={t('Quiet time in milliseconds')}
          value={settings.quietMs}
          first={2_000}
          least={0}
          most={86_400_000}
          unit={t('ms')}
          onChange={(quietMs) => change({ quietMs }, t('Quiet time'))}
        />
      </SettingRow>
      <SettingRow label={t('Minimum age')} hint={t('A file waits until its last change is so long ago. 0 seconds unless changed.')}>
        <NumberField
          label={t('Minimum age in seconds')}
          value={settings.minAgeSeconds}
          least={0}
          most={31_536_000}
          unit={t('seconds')}
          onCommit={(minAgeSeconds) => change({ minAgeSeconds }, t('Minimum age'))}
        />
      </SettingRow>
      <SettingRow
        label={t('Cooldown')}
        hint={t('After an event of a file the next one waits so long; the last content wins. 0 seconds unless changed.')}
      >
        <NumberField
          label={t('Cooldown in seconds')}
          value={settings.cooldownSeconds}
          least={0}
          most={86_400}
          unit={t('seconds')}
          onCommit={(cooldownSeconds) => change({ cooldownSeconds }, t('Cooldown'))}
        />
      </SettingRow>
      <SettingRow label={t('Events')} hint={t('What is acted on: everything unless switched off. A file whose event is left out counts as ignored.')}>
        {FILE_EVENTS.map((event) => (
          <Switch
            key={event}
            label={EVENTS[event]}
            checked={settings.events[event]}
            onChange={(isOn) => change({ events: { ...settings.events, [event]: isOn } }, t('Events'))}
          />
        ))}
      </SettingRow>
      <SettingRow
        label={t('What counts as a change')}
        hint={t('How a changed file is told from a touched one: by all its bytes unless changed. The first megabyte is quicker for huge files; times alone read nothing.')}
      >
        <Select
          label={t('What counts as a change')}
          value={settings.changeDetection}
          options={DETECTION}
          onChange={(changeDetection) => change({ changeDetection }, t('Change detection'))}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
