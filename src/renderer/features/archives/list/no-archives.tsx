import { Archive, FileSearch, FolderPlus, PackagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import { Button } from '../../../parts/button';
import { EmptyState } from '../../../parts/empty-state';
import { useDialogs } from '../../../state/dialog-store';
import { useSnapshot } from '../../../state/engine-store';
import { useCreate } from '../create/create-store';

/** Says which filter leaves nothing over, or how archives come here. */
export function NoArchives({ query, onClear }: { query: string; onClear: () => void }): ReactNode {
  const hasFolders = useSnapshot((snapshot) => snapshot.folders.length > 0, false);
  if (query !== '') {
    return (
      <EmptyState icon={FileSearch} title="No archive matches" text={`Shown are archives with “${displayName(query)}” in their name or inside.`}>
        <Button data-testid="clear-archive-find" onClick={onClear}>
          Clear
        </Button>
      </EmptyState>
    );
  }
  const text = 'Archives are shown here with all that is in them, without unpacking. Drop one onto this window to open it, or drop files to make one.';
  return (
    <EmptyState icon={Archive} title="No archive yet" text={hasFolders ? text : `Those in watched folders come by themselves. ${text}`}>
      {hasFolders ? null : (
        <Button icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
          Add folder
        </Button>
      )}
      <Button icon={PackagePlus} onClick={() => useCreate.getState().open([])}>
        New archive
      </Button>
    </EmptyState>
  );
}
