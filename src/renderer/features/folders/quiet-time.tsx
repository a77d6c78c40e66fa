import type { ReactNode } from 'react';
import { NumberField } from '../../parts/number-field';
import { Switch } from '../../parts/switch';

const FIRST_CHOICE_MS = 2000;

interface Props {
  /** Null: Filemill chooses. */
  quietMs: number | null;
  onChange: (quietMs: number | null) => void;
}

export function QuietTime({ quietMs, onChange }: Props): ReactNode {
  return (
    <>
      <Switch
        label="Let Filemill choose"
        checked={quietMs === null}
        onChange={(isAuto) => onChange(isAuto ? null : FIRST_CHOICE_MS)}
      />
      {quietMs === null ? null : (
        <NumberField
          label="Quiet time in milliseconds"
          value={quietMs}
          least={0}
          most={86_400_000}
          unit="ms"
          onCommit={onChange}
        />
      )}
    </>
  );
}
