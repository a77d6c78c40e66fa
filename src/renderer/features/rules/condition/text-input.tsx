import type { ReactNode } from 'react';
import styles from './value-field.module.css';

interface Props {
  label: string;
  value: string;
  placeholder?: string | undefined;
  isMono?: boolean;
  isInvalid?: boolean;
  type?: 'text' | 'date';
  testId?: string | undefined;
  onChange: (value: string) => void;
}

/** A field that takes effect with every letter. */
export function TextInput({ label, value, placeholder, isMono, isInvalid, type = 'text', testId, onChange }: Props): ReactNode {
  return (
    <input
      className={styles.input}
      type={type}
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      value={value}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      data-mono={isMono}
      data-testid={testId}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
