import { Files } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { useFileRows } from '../../engine-client/use-file-rows';
import { EmptyState } from '../../parts/empty-state';
import { Link } from '../../parts/link';
import { filterOf, useRoute, type Shown } from '../../state/route-store';
import { FileGrid } from '../files/file-grid';
import { StateChips } from '../files/state-chips';
import { t } from '../../../shared/words/words';
import styles from './folder-files.module.css';

/** The folder's files, newest first; one leads to it on the Files screen. */
export function FolderFiles({ folder }: { folder: FolderView }): ReactNode {
  const [state, setState] = useState<Shown>('all');
  const rows = useFileRows({
    filter: { folderId: folder.id, ...filterOf(state) },
    sort: 'newest',
  });
  const open = (fileId: number): void => useRoute.getState().go({ section: 'files', folderId: folder.id, state, fileId });
  return (
    <div className={styles.files}>
      <div className={styles.bar}>
        <StateChips accounting={folder.accounting} folderId={folder.id} value={state} onChange={setState} />
        <Link to={{ section: 'files', folderId: folder.id, state }} className={styles.all}>
          {t('Show in Files')}
        </Link>
      </div>
      <FileGrid
        rows={rows}
        label={t('Files in {name}', { name: folder.settings.name })}
        selectedId={null}
        onSelect={open}
        onOpen={open}
        hasSnippets={false}
        listKey={state}
        empty={<EmptyState icon={Files} title={state === 'all' ? t('No file yet') : t('No file in this state')} />}
      />
    </div>
  );
}
