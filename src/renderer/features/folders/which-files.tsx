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

const MB = 1_000_000;

export function WhichFiles({ folder, change }: { folder: FolderView; change: Change }): ReactNode {
  const { id, settings } = folder;
  return (
    <SettingsGroup title="Which files">
      <SettingRow label="Where to look">
        <Switch
          label="Subfolders"
          hint="On unless switched off: files at any depth are read."
          checked={settings.recursive}
          onChange={(recursive) => change({ recursive }, 'Subfolders')}
        />
        <Switch
          label="Hidden files"
          hint="Off unless switched on: names that begin with a dot are ignored."
          checked={settings.hidden}
          onChange={(hidden) => change({ hidden }, 'Hidden files')}
        />
      </SettingRow>
      <SettingRow
        label="Only these"
        hint="Without a line, every file is read. A glob such as *.pdf or in/** is about the path inside the folder; a regular expression is searched in the whole path."
      >
        <FilterLines
          label="Line of files to read"
          lines={settings.include}
          onChange={(include) => tryChange(folder, { include }, 'Only these')}
        />
      </SettingRow>
      <SettingRow label="Never these" hint="Files to ignore. These lines win over the ones above; there are none unless added.">
        <FilterLines
          label="Line of files to ignore"
          lines={settings.exclude}
          onChange={(exclude) => tryChange(folder, { exclude }, 'Never these')}
        />
      </SettingRow>
      <SettingRow label="Test a name" hint="Says whether a file of this name would be read, and by which line.">
        <NameTest folderId={id} settings={settings} />
      </SettingRow>
      <LeftOut folderId={id} total={folder.accounting.ignored} />
      <SettingRow label="Smallest file" hint="Smaller ones are ignored. 0 bytes unless changed.">
        <NumberField
          label="Smallest file in bytes"
          value={settings.minBytes}
          least={0}
          most={settings.maxBytes}
          unit="bytes"
          width={118}
          onCommit={(minBytes) => change({ minBytes }, 'Smallest file')}
        />
      </SettingRow>
      <SettingRow label="Largest file" hint={`Larger ones are ignored. Now ${formatSize(settings.maxBytes)}; 2.1 GB unless changed.`}>
        <NumberField
          label="Largest file in megabytes"
          value={Math.max(1, Math.round(settings.maxBytes / MB))}
          least={1}
          most={1_000_000}
          unit="MB"
          onCommit={(megabytes) => change({ maxBytes: megabytes * MB }, 'Largest file')}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
