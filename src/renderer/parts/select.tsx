import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './select.module.css';

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  testId?: string;
}

export function Select<T extends string>({ label, value, options, onChange, testId }: Props<T>): ReactNode {
  return (
    <span className={styles.select}>
      <select
        aria-label={label}
        value={value}
        data-testid={testId}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </span>
  );
}
