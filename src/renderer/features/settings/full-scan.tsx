import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { NumberField } from '../../parts/number-field';
import { changeSettings } from './change-settings';

export function FullScan({ settings }: { settings: GeneralSettings }): ReactNode {
  return (
    <NumberField
      label="Seconds between two full scans"
      value={settings.rescanSeconds}
      least={5}
      most={86_400}
      unit="seconds"
      onCommit={(rescanSeconds) => changeSettings({ rescanSeconds }, 'Full scan')}
    />
  );
}
