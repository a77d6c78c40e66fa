import type { GeneralSettings } from '../../../shared/model/settings';
import { useSettings } from '../../state/settings-store';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

/** Takes effect at once; the notice that says so takes it back. */
export function changeSettings(change: Partial<GeneralSettings>, what: string): void {
  const { settings, update } = useSettings.getState();
  if (!settings) return;
  const old = Object.fromEntries(Object.keys(change).map((key) => [key, settings[key as keyof GeneralSettings]]));
  void attempt(() => update(change)).then((isSaved) => {
    if (isSaved) tell(t('{what} changed', { what }), { label: t('Undo'), run: () => void attempt(() => update(old)) });
  });
}
