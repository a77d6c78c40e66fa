import type { ReactNode } from 'react';
import { formatTyped } from '../format/number';
import { parseNumber } from '../format/parse-number';
import { TextField } from './text-field';
import styles from './number-field.module.css';

interface Props {
  label: string;
  value: number;
  least: number;
  most: number;
  /** Places after the point; without it, whole numbers. */
  decimals?: number;
  unit?: string;
  width?: number;
  onCommit: (value: number) => void;
}

/** A number within its limits; what is outside is brought to the nearest. */
export function NumberField({ label, value, least, most, decimals = 0, unit, width = 84, onCommit }: Props): ReactNode {
  const commit = (text: string): void => onCommit(parseNumber(text, { least, most, decimals }) ?? value);
  return (
    <span className={styles.number}>
      <TextField label={label} value={formatTyped(value)} onCommit={commit} inputMode="numeric" width={width} />
      {unit ? <span>{unit}</span> : null}
    </span>
  );
}
