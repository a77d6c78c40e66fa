import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { OptionalNumber } from '../../parts/optional-number';
import { useSnapshot } from '../../state/engine-store';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';

export function Workers({ settings }: { settings: GeneralSettings }): ReactNode {
  const size = useSnapshot((snapshot) => snapshot.workers.size, 1);
  return (
    <OptionalNumber
      without={t('One for each core')}
      label={t('Workers')}
      value={settings.workers}
      first={size}
      least={1}
      most={64}
      unit={t('workers')}
      onChange={(workers) => changeSettings({ workers }, t('Workers'))}
    />
  );
}
