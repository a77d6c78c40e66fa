import type { ReactNode } from 'react';
import { FACT_GROUPS, factTitle, isOpenFact, needOf } from './fact-groups';
import type { PickerGroup } from '../../../parts/picker/find-items';
import { PickButton } from '../../../parts/picker/pick-button';
import type { FreeItem } from '../../../parts/picker/picker';
import { factOf } from '../../../../shared/model/fact';
import { t } from '../../../../shared/words/words';

const GROUPS: readonly PickerGroup[] = [
  ...FACT_GROUPS.map(({ title, facts }) => ({ title, items: facts.map((fact) => ({ id: fact, label: factTitle(fact), hint: needOf(fact) ?? undefined })) })),
  {
    title: t('As files name it'),
    items: [
      { id: 'metadata.producer', label: 'metadata.producer', hint: t('any name after “metadata.”'), isMono: true },
      { id: 'exif.LensModel', label: 'exif.LensModel', hint: t('any name after “exif.”'), isMono: true },
    ],
  },
];

const free: FreeItem = { title: t('As files name it'), item: (text) => (isOpenFact(text) ? { id: text, label: text, isMono: true } : null) };

/** What a condition asks of a file. */
export function FactPicker({ fact, onPick }: { fact: string; onPick: (fact: string) => void }): ReactNode {
  return <PickButton label={t('What is asked')} text={factTitle(fact)} groups={GROUPS} free={free} isInvalid={factOf(fact) === undefined} testId="fact" onPick={onPick} />;
}
