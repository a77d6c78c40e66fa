import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './text-field.module.css';

interface Props {
  label: string;
  value: string;
  /** Called when the field is left or Enter is pressed, with something new. */
  onCommit: (value: string) => void;
  mono?: boolean;
  placeholder?: string;
  inputMode?: 'numeric';
  width?: number;
  testId?: string;
}

/** A field whose value takes effect when it is left; Esc brings the old one back. */
export function TextField({ label, value, onCommit, mono, placeholder, inputMode, width, testId }: Props): ReactNode {
  const [text, setText] = useState(value);
  /** Told already, and not yet come back as the value: leaving the field after Enter does not tell it again. */
  const told = useRef<string | null>(null);
  useEffect(() => {
    told.current = null;
    setText(value);
  }, [value]);
  const commit = (): void => {
    if (text === value || text === told.current) return;
    told.current = text;
    onCommit(text);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && text !== value) {
      event.stopPropagation();
      setText(value);
    }
  };
  return (
    <input
      className={styles.field}
      data-mono={mono}
      style={width ? { width } : undefined}
      aria-label={label}
      value={text}
      placeholder={placeholder}
      inputMode={inputMode}
      spellCheck={false}
      data-testid={testId}
      onChange={(event) => {
        told.current = null;
        setText(event.currentTarget.value);
      }}
      onBlur={commit}
      onKeyDown={onKey}
    />
  );
}
