import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { NumberField } from '../../parts/number-field';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';

const GB = 1_000_000_000;

export function HistoryDays({ settings }: { settings: GeneralSettings }): ReactNode {
  return (
    <NumberField
      label={t('Days that history is kept')}
      value={settings.historyDays}
      least={1}
      most={36_500}
      unit={t('days')}
      onCommit={(historyDays) => changeSettings({ historyDays }, t('Days of history'))}
    />
  );
}

export function HistoryBytes({ settings }: { settings: GeneralSettings }): ReactNode {
  return (
    <NumberField
      label={t('Largest ledger in gigabytes')}
      value={settings.historyBytes / GB}
      least={0.01}
      most={100_000}
      decimals={2}
      unit={t('GB')}
      onCommit={(gigabytes) => changeSettings({ historyBytes: Math.round(gigabytes * GB) }, t('Largest ledger'))}
    />
  );
}
