import type { ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { useRoute } from '../../state/route-store';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

export function RemoveFolder({ folder, onClose }: { folder: FolderView; onClose: () => void }): ReactNode {
  const { id, settings, accounting } = folder;
  const remove = (): void => {
    onClose();
    void attempt(async () => {
      await callEngine('folders.remove', { id });
      if (useRoute.getState().route.folderId === id) useRoute.getState().adjust({ folderId: null });
      tell(t('{name} is no longer watched', { name: settings.name }));
    });
  };
  return (
    <ConfirmDialog title={t('Stop watching {name}?', { name: settings.name })} confirm={t('Remove')} onConfirm={remove} onClose={onClose}>
      <p>
        {t('The folder and its {seen, plural, one {# file} other {# files}} stay where they are. They leave the lists and the search; what was read is kept in the ledger, and comes back when you add the folder again.', { seen: accounting.seen })}
      </p>
    </ConfirmDialog>
  );
}
