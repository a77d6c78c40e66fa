import { CirclePlay, FolderOpen, Pause, Play, RefreshCw, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { IconButton } from '../../parts/icon-button';
import { attempt, tell } from '../../state/toast-store';
import { useRun } from '../rules/run/run-store';
import { RemoveFolder } from './remove-folder';
import { scanFolder } from './scan-folder';
import { t } from '../../../shared/words/words';
import styles from './folder-actions.module.css';

export function FolderActions({ folder }: { folder: FolderView }): ReactNode {
  const { id, settings } = folder;
  const [isRemoving, setRemoving] = useState(false);
  const [isScanning, setScanning] = useState(false);

  const pause = (): void => {
    void attempt(async () => {
      await callEngine('folders.update', { id, settings: { paused: !settings.paused } });
      tell(settings.paused ? t('{name} is watched again', { name: settings.name }) : t('{name} is paused', { name: settings.name }));
    });
  };
  const scan = (): void => {
    setScanning(true);
    void scanFolder(folder).finally(() => setScanning(false));
  };

  return (
    <span className={styles.actions}>
      <IconButton
        icon={settings.paused ? Play : Pause}
        label={settings.paused ? t('Resume watching') : t('Pause watching')}
        data-testid="folder-pause"
        onClick={pause}
      />
      <IconButton icon={RefreshCw} label={t('Scan now')} disabled={isScanning} data-testid="folder-scan" onClick={scan} />
      <IconButton icon={CirclePlay} label={t('Run its rules on the files that are there…')} data-testid="folder-run" onClick={() => useRun.getState().ask({ names: null, folderId: id })} />
      <IconButton
        icon={FolderOpen}
        label={t('Open in the file manager')}
        data-testid="folder-open"
        onClick={() => void attempt(() => callShell('folder.open', { id }))}
      />
      <IconButton icon={Trash2} label={t('Remove from Filemill')} data-testid="folder-remove" onClick={() => setRemoving(true)} />
      {isRemoving ? <RemoveFolder folder={folder} onClose={() => setRemoving(false)} /> : null}
    </span>
  );
}
