import type { GeneralSettings } from '../../../shared/model/settings';
import { useSettings } from '../../state/settings-store';
import { attempt, tell } from '../../state/toast-store';

/**
 * Saves the settings as a whole: the contract reads a part of them with the defaults of the rest filled in, which would
 * take back every other change.
 */
export async function saveSettings(change: Partial<GeneralSettings>): Promise<void> {
  const { settings, update } = useSettings.getState();
  await update({ ...settings, ...change });
}

/** Takes effect at once; the notice that says so takes it back. */
export function changeSettings(change: Partial<GeneralSettings>, what: string): void {
  const { settings } = useSettings.getState();
  if (!settings) return;
  const old = Object.fromEntries(Object.keys(change).map((key) => [key, settings[key as keyof GeneralSettings]]));
  void attempt(() => saveSettings(change)).then((isSaved) => {
    if (isSaved) tell(`${what} changed`, { label: 'Undo', run: () => void attempt(() => saveSettings(old)) });
  });
}
