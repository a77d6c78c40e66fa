import { useState, type ReactNode } from 'react';
import { Select } from '../../../parts/select';
import { splitMeasure, writeMeasure } from '../../../../shared/model/measure';
import { NumberInput } from './number-input';
import { unitWord } from './unit-words';
import { t } from '../../../../shared/words/words';
import styles from './value-field.module.css';

interface Props<Unit extends string> {
  label: string;
  /** "10 MB". */
  value: string;
  units: readonly Unit[];
  isInvalid?: boolean;
  onChange: (value: string) => void;
}

/** An amount and its unit. */
export function MeasureInput<Unit extends string>({ label, value, units, isInvalid = false, onChange }: Props<Unit>): ReactNode {
  const measure = splitMeasure(value, units);
  const [lastUnit, setLastUnit] = useState(units[2] ?? units[0]);
  const unit = measure?.unit ?? lastUnit;
  if (unit === undefined) return null;
  const write = (amount: number | string, of: Unit): void => onChange(typeof amount === 'number' ? writeMeasure(amount, of) : amount);
  return (
    <span className={styles.measure}>
      <NumberInput label={label} value={measure?.amount ?? value} isInvalid={isInvalid} testId="value" onChange={(amount) => write(amount, unit)} />
      <Select
        label={t('{label}, unit', { label })}
        value={unit}
        options={units.map((one) => ({ value: one, label: unitWord(one) }))}
        onChange={(next) => {
          setLastUnit(next);
          write(measure?.amount ?? value, next);
        }}
      />
    </span>
  );
}
