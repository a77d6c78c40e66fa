import type { ReactNode } from 'react';
import type { FileState } from '../../shared/model/file';
import styles from './state-label.module.css';

export type Tone = FileState | 'plain';

/** A dot in the state's colour and the word for it: never the colour alone. */
export function StateLabel({ tone, label }: { tone: Tone; label: string }): ReactNode {
  return (
    <span className={styles.label} data-tone={tone}>
      <span className={styles.dot} aria-hidden />
      <span className={styles.word} title={label}>
        {label}
      </span>
    </span>
  );
}
