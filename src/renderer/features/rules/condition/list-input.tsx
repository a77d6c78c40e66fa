import { X } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '../../../../shared/words/words';
import styles from './value-field.module.css';

interface Props {
  label: string;
  values: readonly string[];
  /** What is shown for a value; itself where none is given. */
  wordOf?: (value: string) => string;
  placeholder?: string;
  isInvalid?: boolean;
  testId?: string;
  onChange: (values: string[]) => void;
}

/** Several words: Enter or a comma ends one, Backspace takes the last one away. */
export function ListInput({ label, values, wordOf = (value) => value, placeholder, isInvalid = false, testId, onChange }: Props): ReactNode {
  const [text, setText] = useState('');
  const add = (written: string): void => {
    const more = written
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '' && !values.includes(one));
    setText('');
    if (more.length > 0) onChange([...values, ...more]);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '') onChange(values.slice(0, -1));
  };
  return (
    <span className={styles.list} data-invalid={isInvalid || undefined}>
      {values.map((value) => (
        <span key={value} className={styles.word} title={wordOf(value) === value ? undefined : value}>
          <bdi translate="no">{wordOf(value)}</bdi>
          <button type="button" aria-label={t('Take out “{value}”', { value: wordOf(value) })} onClick={() => onChange(values.filter((one) => one !== value))}>
            <X aria-hidden />
          </button>
        </span>
      ))}
      <input
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        value={text}
        placeholder={values.length === 0 ? placeholder : undefined}
        autoComplete="off"
        spellCheck={false}
        data-testid={testId}
        onChange={(event) => (event.currentTarget.value.includes(',') ? add(event.currentTarget.value) : setText(event.currentTarget.value))}
        onKeyDown={onKey}
        onBlur={() => add(text)}
      />
    </span>
  );
}
