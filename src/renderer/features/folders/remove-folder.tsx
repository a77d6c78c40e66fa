import type { ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { countOf } from '../../format/number';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { useRoute } from '../../state/route-store';
import { attempt, tell } from '../../state/toast-store';

export function RemoveFolder({ folder, onClose }: { folder: FolderView; onClose: () => void }): ReactNode {
  const { id, settings, accounting } = folder;
  const remove = (): void => {
    onClose();
    void attempt(async () => {
      await callEngine('folders.remove', { id });
      if (useRoute.getState().route.folderId === id) useRoute.getState().adjust({ folderId: null });
      tell(`${settings.name} is no longer watched`);
    });
  };
  return (
    <ConfirmDialog title={`Stop watching ${settings.name}?`} confirm="Remove" onConfirm={remove} onClose={onClose}>
      <p>
        The folder and its {countOf(accounting.seen, 'file')} stay where they are. They leave the lists and the
        search; what was read is kept in the ledger, and comes back when you add the folder again.
      </p>
    </ConfirmDialog>
  );
}
