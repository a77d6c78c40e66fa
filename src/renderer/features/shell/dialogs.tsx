import type { ReactNode } from 'react';
import { AddFolderDialog } from '../add-folder/add-folder-dialog';
import { CreateDialog } from '../archives/create/create-dialog';
import { ExtractDialog } from '../archives/extract/extract-dialog';
import { KeyHelp } from '../key-help/key-help';
import { Palette } from '../palette/palette';
import { RereadDialog } from '../reread/reread-dialog';
import { TransformDialog } from '../transform/transform-dialog';
import { RunDialog } from '../rules/run/run-dialog';
import { UndoDialog } from '../undo/undo-dialog';
import { UnlockDialog } from '../unlock/unlock-dialog';
import { ViewDialog } from '../views/view-dialog';

/** Whatever opens above the screens, each when its store says so. */
export function Dialogs(): ReactNode {
  return (
    <>
      <AddFolderDialog />
      <UnlockDialog />
      <RereadDialog />
      <TransformDialog />
      <RunDialog />
      <UndoDialog />
      <ExtractDialog />
      <CreateDialog />
      <ViewDialog />
      <KeyHelp />
      <Palette />
    </>
  );
}
