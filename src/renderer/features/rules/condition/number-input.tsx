import { useState, type ReactNode } from 'react';
import { TextInput } from './text-input';

interface Props {
  label: string;
  /** Text where no number was written. */
  value: number | string;
  isInvalid?: boolean;
  testId?: string | undefined;
  onChange: (value: number | string) => void;
}

function numberIn(text: string): number | string {
  const plain = text.trim().replace(',', '.');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : text;
}

/** A number, told with every figure; "1." stays as it is typed. */
export function NumberInput({ value, onChange, ...rest }: Props): ReactNode {
  const [text, setText] = useState(String(value));
  const shown = numberIn(text) === value ? text : String(value);
  return (
    <TextInput
      {...rest}
      value={shown}
      onChange={(next) => {
        setText(next);
        onChange(numberIn(next));
      }}
    />
  );
}
