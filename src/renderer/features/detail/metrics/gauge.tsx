import type { ReactNode } from 'react';
import { formatMeasure } from '../../../format/measure';
import { midSentence } from '../../../format/mid-sentence';
import { StateLabel } from '../../../parts/state-label';
import type { GaugeFacts } from './quality-gauges';
import { t } from '../../../../shared/words/words';
import styles from './gauge.module.css';

/** A measure on its scale, with the borders it is judged by, and why in words. */
export function Gauge({ facts }: { facts: GaugeFacts }): ReactNode {
  const { id, label, value, at, borders, tone, word, why } = facts;
  return (
    <div className={styles.gauge} data-tone={tone} data-testid={`gauge-${id}`}>
      <p className={styles.line}>
        <span className={styles.label}>{label}</span>
        <span className={styles.value}>{formatMeasure(value)}</span>
        {word ? <StateLabel tone={tone} label={word} /> : null}
      </p>
      <div
        className={styles.scale}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at * 100)}
        aria-valuetext={`${formatMeasure(value)}${word ? `, ${midSentence(word)}` : ''}`}
      >
        <span className={styles.filled} style={{ width: `${at * 100}%` }} />
        {borders.map((border) => (
          <span key={border.value} className={styles.border} style={{ left: `${border.at * 100}%` }} title={t('Border: {value}', { value: formatMeasure(border.value) })} />
        ))}
        <span className={styles.pointer} style={{ left: `${at * 100}%` }} />
      </div>
      <p className={styles.why}>{why}</p>
    </div>
  );
}
