import { useEffect, useState, type ReactNode } from 'react';
import { DropTarget } from './features/drop/drop-target';
import { Announcer } from './features/shell/announcer';
import { EngineBanner } from './features/shell/engine-banner';
import { Rail } from './features/shell/rail';
import { Screen } from './features/shell/screen';
import { StatusBar } from './features/shell/status-bar';
import { tellInteractive } from './features/shell/tell-interactive';
import { TopBar } from './features/shell/top-bar';
import { useLookAhead } from './features/shell/use-look-ahead';
import { useShellKeys } from './features/shell/use-shell-keys';
import { ErrorBoundary } from './parts/error-boundary';
import { later } from './parts/later';
import { Toasts } from './parts/toasts';
import styles from './app.module.css';

const Dialogs = later(async () => (await import('./features/shell/dialogs')).Dialogs, null);

export function App(): ReactNode {
  useShellKeys();
  useLookAhead();
  const [isPainted, setPainted] = useState(false);
  useEffect(() => tellInteractive(() => setPainted(true)), []);
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
      {isPainted ? (
        <ErrorBoundary resetKey="dialogs">
          <Dialogs.Part />
        </ErrorBoundary>
      ) : null}
      <DropTarget />
    </div>
  );
}
