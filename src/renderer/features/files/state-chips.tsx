import type { ReactNode } from 'react';
import type { Accounting, FileState } from '../../../shared/model/file';
import { STATE_WORDS } from '../../format/state-words';
import { Chip } from '../../parts/chip';
import type { Route } from '../../state/route-store';
import styles from './state-chips.module.css';

const ORDER: readonly FileState[] = ['inProgress', 'waiting', 'attention', 'done', 'ignored'];

interface Props {
  /** Null: counts would mislead, as while searching. */
  accounting: Accounting | null;
  value: Route['state'];
  onChange: (state: Route['state']) => void;
}

export function StateChips({ accounting, value, onChange }: Props): ReactNode {
  return (
    <div className={styles.chips} role="group" aria-label="State">
      <Chip label="All" pressed={value === 'all'} onPress={() => onChange('all')} testId="chip-all" />
      {ORDER.map((state) => (
        <Chip
          key={state}
          label={STATE_WORDS[state].short}
          count={accounting?.[state]}
          pressed={value === state}
          onPress={() => onChange(value === state ? 'all' : state)}
          testId={`chip-${state}`}
        />
      ))}
    </div>
  );
}
