import { Search, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconButton } from './icon-button';
import { t } from '../../shared/words/words';
import styles from './find-field.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  testId?: string;
}

/** Narrows what is on show, letter by letter; Esc empties it. */
export function FindField({ label, value, onChange, testId }: Props): ReactNode {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || value === '') return;
    event.preventDefault();
    onChange('');
  };
  return (
    <span className={styles.find}>
      <Search aria-hidden />
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={value}
        data-testid={testId}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {value ? <IconButton icon={X} label={t('Clear the text')} onClick={() => onChange('')} /> : null}
    </span>
  );
}
