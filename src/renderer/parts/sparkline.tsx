import { memo, type ReactNode } from 'react';
import type { Tone } from './state-label';
import styles from './sparkline.module.css';

interface Props {
  values: readonly number[];
  tone: Tone;
  /** The same in words. */
  label: string;
}

const WIDTH = 282;
const HEIGHT = 48;

/** A line over time with a soft ground. The scale begins at zero and ends at the greatest value. */
export const Sparkline = memo(function Sparkline({ values, tone, label }: Props): ReactNode {
  const shown = values.length > 1 ? values : [values[0] ?? 0, values[0] ?? 0];
  const top = Math.max(...shown, Number.EPSILON);
  const points = shown.map((value, index) => {
    const x = (index / (shown.length - 1)) * WIDTH;
    const y = HEIGHT - 1 - (Math.max(0, value) / top) * (HEIGHT - 3);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      className={styles.sparkline}
      data-tone={tone}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`} />
      <polyline points={points.join(' ')} />
    </svg>
  );
});
