import { FolderPlus, Folder } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { FileState } from '../../../shared/model/file';
import type { FolderView } from '../../../shared/model/folder';
import { formatCount } from '../../format/number';
import { Ago } from '../../parts/ago';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { Link } from '../../parts/link';
import { Panel } from '../../parts/panel';
import { StateLabel } from '../../parts/state-label';
import { useDialogs } from '../../state/dialog-store';
import { useSnapshot } from '../../state/engine-store';
import { MODE_TONES } from '../shell/watch-parts';
import { t } from '../../../shared/words/words';
import styles from './folder-table.module.css';

export function FolderTable(): ReactNode {
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  return (
    <Panel title={t('Folders')}>
      {folders.length === 0 ? (
        <EmptyState icon={Folder} title={t('No folder is watched')} text={t('Add a folder to see what arrives in it.')}>
          <Button kind="primary" icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
            {t('Add folder')}
          </Button>
        </EmptyState>
      ) : (
        <div className={styles.frame}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('Folder')}</th>
                <th>{t('Watching')}</th>
                <th className={styles.number}>{t('In progress')}</th>
                <th className={styles.number}>{t('Waiting')}</th>
                <th className={styles.number}>{t('Attention')}</th>
                <th>{t('Last file')}</th>
              </tr>
            </thead>
            <tbody>
              {folders.map((folder) => (
                <FolderLine key={folder.id} folder={folder} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

const FolderLine = memo(function FolderLine({ folder }: { folder: FolderView }): ReactNode {
  const { id, accounting, health, lastFileAt, settings } = folder;
  const count = (state: FileState): ReactNode => (
    <td className={styles.number} data-zero={accounting[state] === 0} data-state={state}>
      <Link to={{ section: 'files', state, folderId: id }}>{formatCount(accounting[state])}</Link>
    </td>
  );
  return (
    <tr>
      <td>
        <Link to={{ section: 'folders', folderId: id }} className={styles.name} title={folder.path} translate="no">
          <Folder aria-hidden />
          <span translate="no">{settings.name}</span>
        </Link>
      </td>
      <td title={health.sentence || undefined}>
        <StateLabel tone={MODE_TONES[health.mode]} label={health.label} />
      </td>
      {count('inProgress')}
      {count('waiting')}
      {count('attention')}
      <td className={styles.ago}>{lastFileAt === null ? '–' : <Ago at={lastFileAt} />}</td>
    </tr>
  );
});
