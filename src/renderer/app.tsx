import { useEffect, type ReactNode } from 'react';
import { AddFolderDialog } from './features/add-folder/add-folder-dialog';
import { CreateDialog } from './features/archives/create/create-dialog';
import { ExtractDialog } from './features/archives/extract/extract-dialog';
import { DropTarget } from './features/drop/drop-target';
import { KeyHelp } from './features/key-help/key-help';
import { Palette } from './features/palette/palette';
import { Announcer } from './features/shell/announcer';
import { EngineBanner } from './features/shell/engine-banner';
import { Rail } from './features/shell/rail';
import { Screen } from './features/shell/screen';
import { StatusBar } from './features/shell/status-bar';
import { tellInteractive } from './features/shell/tell-interactive';
import { TopBar } from './features/shell/top-bar';
import { RereadDialog } from './features/reread/reread-dialog';
import { useLookAhead } from './features/shell/use-look-ahead';
import { useShellKeys } from './features/shell/use-shell-keys';
import { TransformDialog } from './features/transform/transform-dialog';
import { RunDialog } from './features/rules/run/run-dialog';
import { UndoDialog } from './features/undo/undo-dialog';
import { UnlockDialog } from './features/unlock/unlock-dialog';
import { ViewDialog } from './features/views/view-dialog';
import { Toasts } from './parts/toasts';
import styles from './app.module.css';

export function App(): ReactNode {
  useShellKeys();
  useLookAhead();
  useEffect(tellInteractive, []);
  return (
    <div className={styles.app}>
      <TopBar />
      <Rail />
      <main className={styles.main} data-region tabIndex={-1}>
        <EngineBanner />
        <Screen />
      </main>
      <StatusBar />
      <Toasts />
      <Announcer />
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
      <DropTarget />
    </div>
  );
}
