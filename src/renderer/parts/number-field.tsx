import type { ReactNode } from 'react';
import { TextField } from './text-field';
import styles from './number-field.module.css';

interface Props {
  label: string;
  value: number;
  least: number;
  most: number;
  unit?: string;
  onCommit: (value: number) => void;
}

/** A whole number within its limits; what is outside is brought to the nearest. */
export function NumberField({ label, value, least, most, unit, onCommit }: Props): ReactNode {
  const commit = (text: string): void => {
    const wanted = Number(text.replaceAll(/[\s,.']/g, ''));
    onCommit(Number.isFinite(wanted) && text.trim() !== '' ? Math.min(most, Math.max(least, Math.round(wanted))) : value);
  };
  return (
    <span className={styles.number}>
      <TextField label={label} value={String(value)} onCommit={commit} inputMode="numeric" width={84} />
      {unit ? <span>{unit}</span> : null}
    </span>
  );
}
