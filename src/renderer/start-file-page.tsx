import { createRoot } from 'react-dom/client';
import { askForEngine, listenForEngine } from './engine-client/engine-client';
import { followEngineStatus } from './engine-client/engine-status';
import { FileWindow } from './features/file-window/file-window';
import { leadToMainWindow } from './features/file-window/lead-to-main-window';
import { followKeys } from './keys/follow-keys';
import { followSettings } from './state/settings-store';

/** The page of a window that shows one file and nothing else. */
export function startFilePage(fileId: number): void {
  leadToMainWindow(fileId);
  followSettings();
  followKeys();
  followEngineStatus();
  listenForEngine();
  askForEngine();

  const root = document.getElementById('root');
  if (root) createRoot(root).render(<FileWindow id={fileId} />);
}
