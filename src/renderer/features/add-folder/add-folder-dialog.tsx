import { useState, type ReactNode } from 'react';
import { Dialog } from '../../parts/dialog';
import { useDialogs } from '../../state/dialog-store';
import { ChooseFolder } from './choose-folder';
import { FolderQuestions } from './folder-questions';
import { t } from '../../../shared/words/words';

/** Choose, see what would happen, start. Several folders are asked about one after the other. */
export function AddFolderDialog(): ReactNode {
  const isOpen = useDialogs((state) => state.addFolder);
  return isOpen ? <OpenDialog /> : null;
}

function OpenDialog(): ReactNode {
  const offered = useDialogs((state) => state.paths[0] ?? null);
  const left = useDialogs((state) => state.paths.length);
  const close = useDialogs((state) => state.closeAddFolder);
  const [chosen, setChosen] = useState<string | null>(null);
  const path = chosen ?? offered;
  const title = left > 1 ? t('Add folder · {left} to go', { left }) : t('Add folder');
  const next = (): void => {
    setChosen(null);
    useDialogs.getState().nextFolder();
  };
  return path === null ? (
    <Dialog title={title} onClose={close} testId="add-folder-dialog">
      <ChooseFolder onChoose={setChosen} />
    </Dialog>
  ) : (
    <FolderQuestions key={path} title={title} path={path} onOther={setChosen} onAdded={next} onClose={close} />
  );
}
