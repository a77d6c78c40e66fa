import { memo, type ReactNode } from 'react';
import type { FolderSettings, FolderView } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { formatSize } from '../../format/size';
import { ListEditor } from '../../parts/list-editor';
import { NumberField } from '../../parts/number-field';
import { SettingRow } from '../../parts/setting-row';
import { Switch } from '../../parts/switch';
import { TextField } from '../../parts/text-field';
import { attempt, tell } from '../../state/toast-store';
import { NameTest } from './name-test';
import { QuietTime } from './quiet-time';
import styles from './folder-settings-form.module.css';

const MB = 1_000_000;

/** Takes effect at once; the notice that says so takes it back. */
function update(id: number, before: FolderSettings, change: Partial<FolderSettings>, what: string): void {
  const save = (settings: Partial<FolderSettings>): Promise<boolean> =>
    attempt(() => callEngine('folders.update', { id, settings }));
  const old = Object.fromEntries(Object.keys(change).map((key) => [key, before[key as keyof FolderSettings]]));
  void save(change).then((isSaved) => {
    if (isSaved) tell(`${what} changed`, { label: 'Undo', run: () => void save(old) });
  });
}

export const FolderSettingsForm = memo(function FolderSettingsForm({ folder }: { folder: FolderView }): ReactNode {
  const { id, settings } = folder;
  const change = (part: Partial<FolderSettings>, what: string): void => update(id, settings, part, what);
  return (
    <div className={styles.form}>
      <SettingRow label="Name" hint="As shown in Filemill. The folder on disk keeps its own.">
        <TextField label="Name" value={settings.name} onCommit={(name) => name.trim() && change({ name: name.trim() }, 'Name')} />
      </SettingRow>
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
      <SettingRow label="Only these" hint="Patterns such as *.pdf or in/**. Without any, every file is read.">
        <ListEditor
          label="Pattern of files to read"
          items={settings.include}
          onChange={(include) => change({ include }, 'Patterns')}
        />
      </SettingRow>
      <SettingRow label="Never these" hint="Patterns of files to ignore; they win over the ones above.">
        <ListEditor
          label="Pattern of files to ignore"
          items={settings.exclude}
          onChange={(exclude) => change({ exclude }, 'Patterns')}
        />
      </SettingRow>
      <SettingRow label="Test a name" hint="Says whether a file of this name would be read, and by which line.">
        <NameTest folderId={id} settings={settings} />
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
      <SettingRow label="Quiet time" hint="How long a file must stay unchanged before it counts as whole. Chosen by Filemill unless set.">
        <QuietTime quietMs={settings.quietMs} onChange={(quietMs) => change({ quietMs }, 'Quiet time')} />
      </SettingRow>
      <SettingRow label="Attempts" hint="How often a file is tried before it needs attention. 3 unless changed.">
        <NumberField
          label="Attempts"
          value={settings.maxAttempts}
          least={1}
          most={20}
          onCommit={(maxAttempts) => change({ maxAttempts }, 'Attempts')}
        />
      </SettingRow>
    </div>
  );
});
