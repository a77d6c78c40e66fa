import type { ReactNode } from 'react';
import styles from './slider.module.css';

interface Props {
  id?: string;
  label: string;
  value: number;
  least: number;
  most: number;
  step: number;
  /** The value in words, where the number alone says little. */
  words?: string;
  /** CSS pixels; as wide as there is room for without it. */
  width?: number;
  disabled?: boolean;
  testId?: string;
  onChange: (value: number) => void;
}

/** A number chosen by dragging or with the arrow keys. */
export function Slider({ id, label, value, least, most, step, words, width, disabled = false, testId, onChange }: Props): ReactNode {
  return (
    <input
      id={id}
      className={styles.slider}
      type="range"
      aria-label={label}
      aria-valuetext={words}
      value={value}
      min={least}
      max={most}
      step={step}
      disabled={disabled}
      style={width === undefined ? undefined : { width }}
      data-testid={testId}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  );
}
