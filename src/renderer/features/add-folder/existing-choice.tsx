import type { ReactNode } from 'react';
import type { FolderCheck } from '../../../shared/contract/engine-api';
import { t } from '../../../shared/words/words';
import styles from './existing-choice.module.css';

export type Existing = 'process' | 'ignore';

interface Props {
  check: FolderCheck;
  value: Existing;
  /** Rules come with the folder: they act on what is there, too. */
  hasRules: boolean;
  onChange: (value: Existing) => void;
}

/** Asked once: what to do with the files that are there already. */
export function ExistingChoice({ check, value, hasRules, onChange }: Props): ReactNode {
  const taken = Math.max(0, check.existingFiles - check.wouldIgnore);
  const found = { complete: check.complete ? 'yes' : 'no', taken };
  const options: readonly { value: Existing; label: string }[] = [
    {
      value: 'process',
      label: hasRules
        ? t('Read and file the {complete, select, yes {} other {at least }}{taken, plural, one {# file that is} other {# files that are}} there, then new ones', found)
        : t('Read the {complete, select, yes {} other {at least }}{taken, plural, one {# file that is} other {# files that are}} there, then new ones', found),
    },
    { value: 'ignore', label: t('Only files that arrive from now on') },
  ];
  return (
    <fieldset className={styles.choice}>
      <legend>{t('Files that are there already')}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name="existing"
            checked={value === option.value}
            data-testid={`existing-${option.value}`}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
