import type { ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { formatSize } from '../../format/size';
import { NumberField } from '../../parts/number-field';
import { SettingRow } from '../../parts/setting-row';
import { Switch } from '../../parts/switch';
import { tryChange, type Change } from './change-folder';
import { FilterLines } from './filter-lines';
import { LeftOut } from './left-out';
import { NameTest } from './name-test';
import { SettingsGroup } from './settings-group';
import { t } from '../../../shared/words/words';

const MB = 1_000_000;

export function WhichFiles({ folder, change }: { folder: FolderView; change: Change }): ReactNode {
  const { id, settings } = folder;
  return (
    <SettingsGroup title={t('Which files')}>
      <SettingRow label={t('Where to look')}>
        <Switch
          label={t('Subfolders')}
          hint={t('On unless switched off: files at any depth are read.')}
          checked={settings.recursive}
          onChange={(recursive) => change({ recursive }, t('Subfolders'))}
        />
        <Switch
          label={t('Hidden files')}
          hint={t('Off unless switched on: names that begin with a dot are ignored.')}
          checked={settings.hidden}
          onChange={(hidden) => change({ hidden }, t('Hidden files'))}
        />
      </SettingRow>
      <SettingRow
        label={t('Only these')}
        hint={t('Without a line, every file is read. A glob such as *.pdf or in/** is about the path inside the folder; a regular expression is searched in the whole path.')}
      >
        <FilterLines
          label={t('Line of files to read')}
          lines={settings.include}
          onChange={(include) => tryChange(folder, { include }, t('Only these'))}
        />
      </SettingRow>
      <SettingRow label={t('Never these')} hint={t('Files to ignore. These lines win over the ones above; there are none unless added.')}>
        <FilterLines
          label={t('Line of files to ignore')}
          lines={settings.exclude}
          onChange={(exclude) => tryChange(folder, { exclude }, t('Never these'))}
        />
      </SettingRow>
      <SettingRow label={t('Test a name')} hint={t('Says whether a file of this name would be read, and by which line.')}>
        <NameTest folderId={id} settings={settings} />
      </SettingRow>
      <LeftOut folderId={id} total={folder.accounting.ignored} />
      <SettingRow label={t('Smallest file')} hint={t('Smaller ones are ignored. 0 bytes unless changed.')}>
        <NumberField
          label={t('Smallest file in bytes')}
          value={settings.minBytes}
          least={0}
          most={settings.maxBytes}
          unit={t('bytes')}
          width={118}
          onCommit={(minBytes) => change({ minBytes }, t('Smallest file'))}
        />
      </SettingRow>
      <SettingRow label={t('Largest file')} hint={t('Larger ones are ignored. Now {size}; 2.1 GB unless changed.', { size: formatSize(settings.maxBytes) })}>
        <NumberField
          label={t('Largest file in megabytes')}
          value={Math.max(1, Math.round(settings.maxBytes / MB))}
          least={1}
          most={1_000_000}
          unit={t('MB')}
          onCommit={(megabytes) => change({ maxBytes: megabytes * MB }, t('Largest file'))}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
