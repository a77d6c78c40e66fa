import type { ReactNode } from 'react';
import type { FolderSettings } from '../../../shared/model/folder';
import { NumberField } from '../../parts/number-field';
import { SettingRow } from '../../parts/setting-row';
import { Switch } from '../../parts/switch';
import type { Change } from './change-folder';
import { SettingsGroup } from './settings-group';
import { t } from '../../../shared/words/words';

export function ArchivesInFolder({ settings: { archives }, change }: { settings: FolderSettings; change: Change }): ReactNode {
  const set = (part: Partial<FolderSettings['archives']>, what: string): void => change({ archives: { ...archives, ...part } }, what);
  return (
    <SettingsGroup title={t('Archives')}>
      <SettingRow label={t('Look inside')} hint={t('What is in archives is read, so that search and duplicates see it. The archives stay as they are. On unless switched off. Holds for archives that are read from now on.')}>
        <Switch label={t('Read what is in archives')} checked={archives.lookInside} onChange={(lookInside) => set({ lookInside }, t('Look inside'))} />
      </SettingRow>
      {archives.lookInside ? (
        <SettingRow label={t('Depth')} hint={t('How deep archives in archives are read; deeper ones are named and left closed. 3 unless changed.')}>
          <NumberField label={t('Depth of archives in archives')} value={archives.depth} least={1} most={10} unit={t('levels')} onCommit={(depth) => set({ depth }, t('Depth'))} />
        </SettingRow>
      ) : null}
    </SettingsGroup>
  );
}
