import type { ReactNode } from 'react';
import styles from './destinations.module.css';

interface Props {
  label: string;
  value: string;
  placeholder?: string;
  hint?: string;
  isDisabled?: boolean;
  testId: string;
  onChange: (value: string) => void;
}

/** A line of the form with what it is good for. */
export function DestinationText({ label, value, placeholder = '', hint = '', isDisabled = false, testId, onChange }: Props): ReactNode {
  return (
    <label className={styles.row}>
      <span className={styles.label}>{label}</span>
      <span className={styles.control}>
        <input
          className={styles.input}
          value={value}
          placeholder={placeholder}
          disabled={isDisabled}
          autoComplete="off"
          spellCheck={false}
          data-testid={testId}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {hint ? <span className={styles.below}>{hint}</span> : null}
      </span>
    </label>
  );
}
