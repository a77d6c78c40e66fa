import { create } from 'zustand';
import type { GeneralSettings } from '../../shared/model/settings';
import { callEngine } from '../engine-client/engine-client';
import { callShell } from '../engine-client/shell-client';
import { followLanguage } from '../words/speak-on-page';
import { useEngine } from './engine-store';

interface SettingsState {
  settings: GeneralSettings | null;
  read(): Promise<void>;
  update(change: Partial<GeneralSettings>): Promise<void>;
}

export const useSettings = create<SettingsState>()((set) => ({
  settings: null,
  read: async () => set({ settings: await callEngine('settings.read', {}) }),
  update: async (change) => set({ settings: await callEngine('settings.update', change) }),
}));

function showAppearance(appearance: GeneralSettings['appearance']): void {
  document.documentElement.dataset.appearance = appearance;
  void callShell('appearance.set', { appearance }).catch(() => undefined);
}

/** Reads the settings with every new connection and every edit, by whomever, and shows the appearance and speaks the language they name. */
export function followSettings(): void {
  useEngine.subscribe((state, previous) => {
    const isEdited = state.snapshot?.settingsRevision !== previous.snapshot?.settingsRevision;
    if (state.connection !== previous.connection || (isEdited && state.link === 'connected')) {
      void useSettings
        .getState()
        .read()
        .catch(() => undefined);
    }
  });
  useSettings.subscribe((state, previous) => {
    const appearance = state.settings?.appearance;
    if (appearance && appearance !== previous.settings?.appearance) showAppearance(appearance);
    if (state.settings) followLanguage(state.settings.language);
  });
}
