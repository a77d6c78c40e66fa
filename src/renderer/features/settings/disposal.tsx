import type { ReactNode } from 'react';
import type { Disposal } from '../../../shared/model/duplicates';
import type { GeneralSettings } from '../../../shared/model/settings';
import { Select } from '../../parts/select';
import { changeSettings } from './change-settings';

const PLACES: readonly { value: Disposal; label: string }[] = [
  { value: 'trash', label: 'The system’s trash' },
  { value: 'vault', label: 'Filemill’s vault' },
];

export function DisposalChoice({ settings: { duplicates } }: { settings: GeneralSettings }): ReactNode {
  return (
    <Select
      label="Where removed copies go"
      value={duplicates.disposal}
      options={PLACES}
      testId="disposal"
      onChange={(disposal) => changeSettings({ duplicates: { ...duplicates, disposal } }, 'Where removed copies go')}
    />
  );
}
