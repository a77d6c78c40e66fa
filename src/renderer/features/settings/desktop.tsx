import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { Switch } from '../../parts/switch';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';

export function CloseToTray({ settings: { desktop } }: { settings: GeneralSettings }): ReactNode {
  return (
    <Switch
      label={t('Go on in the tray')}
      checked={desktop.closeToTray}
      onChange={(closeToTray) => changeSettings({ desktop: { ...desktop, closeToTray } }, t('What closing the window does'))}
    />
  );
}

export function StartAtLogin({ settings: { desktop } }: { settings: GeneralSettings }): ReactNode {
  return (
    <Switch
      label={t('Start Filemill when I log in')}
      checked={desktop.startAtLogin}
      onChange={(startAtLogin) => changeSettings({ desktop: { ...desktop, startAtLogin } }, t('Start at login'))}
    />
  );
}
