import { Folder, FolderPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../format/number';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { PageHead } from '../../parts/page-head';
import { SplitPane } from '../../parts/split-pane';
import { useDialogs } from '../../state/dialog-store';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { FolderCard } from './folder-card';
import { FolderDetail } from './folder-detail';
import { t } from '../../../shared/words/words';
import styles from './folders-screen.module.css';

export function FoldersScreen(): ReactNode {
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const selectedId = useRoute((state) => state.route.folderId);
  const selected = folders.find((folder) => folder.id === selectedId) ?? null;
  const add = (kind: 'plain' | 'primary'): ReactNode => (
    <Button kind={kind} icon={FolderPlus} data-testid="add-folder" onClick={() => useDialogs.getState().openAddFolder()}>
      {t('Add folder')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('Folders')}
        beside={<span className={styles.count}>{formatCount(folders.length)}</span>}
        actions={add('plain')}
      />
      {folders.length === 0 ? (
        <EmptyState
          isWhole
          icon={Folder}
          title={t('No folder is watched')}
          text={t('Add a folder, or drop one on this window. Filemill reads every file that lands in it and tells you what it found.')}
        >
          {add('primary')}
        </EmptyState>
      ) : (
        <SplitPane
          id="folders"
          label={t('Width of the list of folders')}
          leftWidth={372}
          leftShare={0.28}
          leftLeast={290}
          rightLeast={400}
          left={
            <ul className={styles.cards} data-selected={selected !== null}>
              {folders.map((folder) => (
                <FolderCard key={folder.id} folder={folder} isSelected={folder.id === selectedId} />
              ))}
            </ul>
          }
          right={selected ? <FolderDetail key={selected.id} folder={selected} /> : null}
        />
      )}
    </>
  );
}
