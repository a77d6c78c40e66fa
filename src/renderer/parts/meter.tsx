import type { ReactNode } from 'react';
import type { Tone } from './state-label';
import styles from './meter.module.css';

/** A part of a whole, as a bar. Null: under way, with no end in sight. */
export function Meter({ fraction, tone, label }: { fraction: number | null; tone: Tone; label: string }): ReactNode {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <div
      className={styles.meter}
      data-tone={tone}
      data-endless={percent === null || undefined}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? 0}
      aria-valuetext={label}
    >
      <span style={{ width: `${percent ?? 100}%` }} />
    </div>
  );
}
