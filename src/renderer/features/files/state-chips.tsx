import type { ReactNode } from 'react';
import type { Accounting } from '../../../shared/model/file';
import { SHOWN_WORDS } from '../../format/state-words';
import { Chip } from '../../parts/chip';
import type { Shown } from '../../state/route-store';
import { usePhaseCounts } from './use-phase-counts';
import { t } from '../../../shared/words/words';
import styles from './state-chips.module.css';

const ORDER = ['waiting', 'inProgress', 'retrying', 'held', 'attention', 'done', 'ignored'] as const satisfies readonly Shown[];

interface Props {
  /** Null: counts would mislead, as while searching. */
  accounting: Accounting | null;
  folderId: number | null;
  value: Shown;
  onChange: (shown: Shown) => void;
  children?: ReactNode;
}

/** What the list is narrowed to; `children` are further chips. */
export function StateChips({ accounting, folderId, value, onChange, children }: Props): ReactNode {
  const phases = usePhaseCounts(folderId);
  const counts = accounting && { ...accounting, ...phases };
  // Led here from elsewhere: not offered, but said and taken back.
  const shown = value === 'clearedToday' ? [...ORDER, value] : ORDER;
  return (
    <div className={styles.chips} role="group" aria-label={t('State')}>
      <Chip label={t('All')} pressed={value === 'all'} onPress={() => onChange('all')} testId="chip-all" />
      {shown.map((one) => (
        <Chip
          key={one}
          label={SHOWN_WORDS[one].short}
          count={one === 'clearedToday' ? undefined : counts?.[one]}
          pressed={value === one}
          onPress={() => onChange(value === one ? 'all' : one)}
          testId={`chip-${one}`}
        />
      ))}
      {children}
    </div>
  );
}
