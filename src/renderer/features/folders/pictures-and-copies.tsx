import type { ReactNode } from 'react';
import type { FolderSettings } from '../../../shared/model/folder';
import { SettingRow } from '../../parts/setting-row';
import { Switch } from '../../parts/switch';
import type { Change } from './change-folder';
import { SettingsGroup } from './settings-group';
import { t } from '../../../shared/words/words';

export function PicturesAndCopies({ settings: { faces, duplicates }, change }: { settings: FolderSettings; change: Change }): ReactNode {
  const set = (part: Partial<FolderSettings['duplicates']>, what: string): void => change({ duplicates: { ...duplicates, ...part } }, what);
  return (
    <SettingsGroup title={t('Pictures and duplicates')}>
      <SettingRow
        label={t('Faces')}
        hint={t('Where faces are and how many, nothing more: nobody is recognised, and nothing leaves this computer. Not looked for unless switched on. Holds for pictures that are read from now on.')}
      >
        <Switch label={t('Look for faces in pictures')} checked={faces} onChange={(on) => change({ faces: on }, t('Faces'))} />
      </SettingRow>
      <SettingRow label={t('Reference folder')} hint={t('Its files are compared with others, and never proposed for removal. No reference folder unless switched on.')}>
        <Switch
          label={t('Keep every file in here')}
          checked={duplicates.isReference}
          onChange={(isReference) => set({ isReference, ...(isReference ? { cleanFirst: false } : {}) }, t('Reference folder'))}
        />
      </SettingRow>
      <SettingRow label={t('Clean first')} hint={t('Where two copies are equally good, the one in here is proposed for removal. Off unless switched on.')}>
        <Switch
          label={t('Copies in here go first')}
          checked={duplicates.cleanFirst}
          disabled={duplicates.isReference}
          onChange={(cleanFirst) => set({ cleanFirst }, t('Clean first'))}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
