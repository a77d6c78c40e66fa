import { memo, type ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { SettingRow } from '../../parts/setting-row';
import { TextField } from '../../parts/text-field';
import { changeOf } from './change-folder';
import { ArchivesInFolder } from './archives-in-folder';
import { HowToRead } from './how-to-read';
import { PicturesAndCopies } from './pictures-and-copies';
import { TextRecognition } from './text-recognition';
import { WhenItFails } from './when-it-fails';
import { WhenToRead } from './when-to-read';
import { WhichFiles } from './which-files';
import { t } from '../../../shared/words/words';
import styles from './folder-settings-form.module.css';

/** Everything that can be set about one folder. Changes take effect at once. */
export const FolderSettingsForm = memo(function FolderSettingsForm({ folder }: { folder: FolderView }): ReactNode {
  const { settings } = folder;
  const change = changeOf(folder);
  return (
    <div className={styles.form} data-testid="folder-settings">
      <SettingRow label={t('Name')} hint={t('As shown in Filemill. The folder on disk keeps its own.')}>
        <TextField label={t('Name')} value={settings.name} onCommit={(name) => name.trim() && change({ name: name.trim() }, t('Name'))} />
      </SettingRow>
      <WhichFiles folder={folder} change={change} />
      <WhenToRead settings={settings} change={change} />
      <HowToRead settings={settings} change={change} />
      <TextRecognition settings={settings} change={change} />
      <ArchivesInFolder settings={settings} change={change} />
      <PicturesAndCopies settings={settings} change={change} />
      <WhenItFails settings={settings} change={change} />
    </div>
  );
});
