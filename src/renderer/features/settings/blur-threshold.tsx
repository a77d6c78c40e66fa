import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { NumberField } from '../../parts/number-field';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';

export function BlurThreshold({ settings: { pictures } }: { settings: GeneralSettings }): ReactNode {
  return (
    <NumberField
      label={t('Blurry below')}
      value={pictures.blurThreshold}
      least={0}
      most={100_000}
      decimals={1}
      onCommit={(blurThreshold) => changeSettings({ pictures: { ...pictures, blurThreshold } }, t('Blurry below'))}
    />
  );
}
