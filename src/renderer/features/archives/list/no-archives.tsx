import { Archive, FileSearch, FolderPlus, PackagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import { Button } from '../../../parts/button';
import { EmptyState } from '../../../parts/empty-state';
import { useDialogs } from '../../../state/dialog-store';
import { useSnapshot } from '../../../state/engine-store';
import { useCreate } from '../create/create-store';
import { t } from '../../../../shared/words/words';

/** Says which filter leaves nothing over, or how archives come here. */
export function NoArchives({ query, onClear }: { query: string; onClear: () => void }): ReactNode {
  const hasFolders = useSnapshot((snapshot) => snapshot.folders.length > 0, false);
  if (query !== '') {
    return (
      <EmptyState icon={FileSearch} title={t('No archive matches')} text={t('Shown are archives with “{query}” in their name or inside.', { query: displayName(query) })}>
        <Button data-testid="clear-archive-find" onClick={onClear}>
          {t('Clear')}
        </Button>
      </EmptyState>
    );
  }
  const text = hasFolders
    ? t('Archives are shown here with all that is in them, without unpacking. Drop one onto this window to open it, or drop files to make one.')
    : t('Those in watched folders come by themselves. Archives are shown here with all that is in them, without unpacking. Drop one onto this window to open it, or drop files to make one.');
  return (
    <EmptyState icon={Archive} title={t('No archive yet')} text={text}>
      {hasFolders ? null : (
        <Button kind="primary" icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
          {t('Add folder')}
        </Button>
      )}
      <Button icon={PackagePlus} onClick={() => useCreate.getState().open([])}>
        {t('New archive')}
      </Button>
    </EmptyState>
  );
}
