import type { CSSProperties, ReactNode } from 'react';
import { Link } from '../../../parts/link';
import type { Tone } from '../../../parts/state-label';
import type { Route } from '../../../state/route-store';
import styles from './charts.module.css';

export interface Bar {
  readonly id: string;
  readonly label: string;
  /** The value in words: the chart's text. */
  readonly figure: string;
  readonly value: number;
  /** A paler part goes on so far. */
  readonly upTo?: number;
  readonly to: Partial<Route>;
}

interface Props {
  bars: readonly Bar[];
  tone: Tone;
  /** What it says where there is no bar. */
  nothing: string;
}

/** Bars on one scale from zero, each with its figure in words, each leading to its files. */
export function BarList({ bars, tone, nothing }: Props): ReactNode {
  if (bars.length === 0) return <p className={styles.nothing}>{nothing}</p>;
  const most = Math.max(Number.EPSILON, ...bars.map(({ value, upTo = 0 }) => Math.max(value, upTo)));
  const width = (value: number): CSSProperties => ({ width: value === 0 ? 0 : `max(2px, ${(value / most) * 100}%)` });
  return (
    <ul className={styles.bars} data-tone={tone}>
      {bars.map(({ id, label, figure, value, upTo, to }) => (
        <li key={id}>
          <Link to={to} className={styles.bar} data-testid={`bar-${id}`}>
            <span className={styles.line}>
              <span className={styles.label}>{label}</span>
              <span className={styles.figure}>{figure}</span>
            </span>
            <span className={styles.track} aria-hidden>
              {upTo === undefined ? null : <span className={styles.upTo} style={width(upTo)} />}
              <span className={styles.value} style={width(value)} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
