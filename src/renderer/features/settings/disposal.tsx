import type { ReactNode } from 'react';
import type { Disposal } from '../../../shared/model/duplicates';
import type { GeneralSettings } from '../../../shared/model/settings';
import { Select } from '../../parts/select';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';

const PLACES: readonly { value: Disposal; label: string }[] = [
  { value: 'trash', label: t('The system’s trash') },
  { value: 'vault', label: t('Filemill’s vault') },
];

export function DisposalChoice({ settings: { duplicates } }: { settings: GeneralSettings }): ReactNode {
  return (
    <Select
      label={t('Where removed copies go')}
      value={duplicates.disposal}
      options={PLACES}
      testId="disposal"
      onChange={(disposal) => changeSettings({ duplicates: { ...duplicates, disposal } }, t('Where removed copies go'))}
    />
  );
}
