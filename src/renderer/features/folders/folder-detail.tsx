import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { IconButton } from '../../parts/icon-button';
import { Panel } from '../../parts/panel';
import { StateLabel } from '../../parts/state-label';
import { Tabs, type Tab } from '../../parts/tabs';
import { useRoute } from '../../state/route-store';
import { MODE_TONES } from '../shell/watch-parts';
import { FolderEvents } from './folder-events';
import { FolderFiles } from './folder-files';
import { FolderSettingsForm } from './folder-settings-form';
import { t } from '../../../shared/words/words';
import styles from './folder-detail.module.css';

type TabId = 'files' | 'settings' | 'events';

const TABS: readonly Tab<TabId>[] = [
  { id: 'files', label: t('Files') },
  { id: 'settings', label: t('Settings') },
  { id: 'events', label: t('Events') },
];

export function FolderDetail({ folder }: { folder: FolderView }): ReactNode {
  const [tab, setTab] = useState<TabId>('files');
  return (
    <Panel className={styles.detail} testId="folder-detail">
      <header className={styles.head}>
        <h2 translate="no">{folder.settings.name}</h2>
        <StateLabel tone={MODE_TONES[folder.health.mode]} label={folder.health.label} />
        <IconButton icon={X} label={t('Close')} onClick={() => useRoute.getState().go({ section: 'folders' })} />
      </header>
      <Tabs tabs={TABS} active={tab} onChange={setTab} label={t('About the folder')}>
        {tab === 'files' ? <FolderFiles folder={folder} /> : null}
        {tab === 'settings' ? <FolderSettingsForm folder={folder} /> : null}
        {tab === 'events' ? <FolderEvents folderId={folder.id} /> : null}
      </Tabs>
    </Panel>
  );
}
