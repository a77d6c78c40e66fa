import type { ReactNode } from 'react';
import { NumberField } from './number-field';
import { Switch } from './switch';

interface Props {
  /** What it is without a number: "Let Filemill choose", "No limit". */
  without: string;
  label: string;
  value: number | null;
  /** What it begins with when it is wanted. */
  first: number;
  least: number;
  most: number;
  unit?: string;
  onChange: (value: number | null) => void;
}

/** A number that need not be: a switch, and the field once it is off. */
export function OptionalNumber({ without, label, value, first, least, most, unit, onChange }: Props): ReactNode {
  return (
    <>
      <Switch label={without} checked={value === null} onChange={(isWithout) => onChange(isWithout ? null : first)} />
      {value === null ? null : (
        <NumberField label={label} value={value} least={least} most={most} {...(unit ? { unit } : {})} onCommit={onChange} />
      )}
    </>
  );
}
