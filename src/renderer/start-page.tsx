import { createRoot } from 'react-dom/client';
import { App } from './app';
import { listenForEngine } from './engine-client/engine-client';
import { followEngineStatus } from './engine-client/engine-status';
import { followOffers } from './features/shell/follow-offers';
import { followRemembered } from './state/remembered-snapshot';
import { followKeys } from './keys/follow-keys';
import { followSettings } from './state/settings-store';

export function startPage(): void {
  followSettings();
  followKeys();
  followOffers();
  followRemembered();
  followEngineStatus();
  listenForEngine();

  const root = document.getElementById('root');
  if (root) createRoot(root).render(<App />);
}
