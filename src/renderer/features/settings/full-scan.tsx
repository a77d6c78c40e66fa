import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { NumberField } from '../../parts/number-field';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';

export function FullScan({ settings }: { settings: GeneralSettings }): ReactNode {
  return (
    <NumberField
      label={t('Seconds between two full scans')}
      value={settings.rescanSeconds}
      least={5}
      most={86_400}
      unit={t('seconds')}
      onCommit={(rescanSeconds) => changeSettings({ rescanSeconds }, t('Full scan'))}
    />
  );
}
