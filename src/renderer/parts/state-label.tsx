import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileState } from '../../shared/model/file';
import styles from './state-label.module.css';

export type Tone = FileState | 'plain';

interface Props {
  tone: Tone;
  label: string;
  /** In more words than the label, which else stands for itself. */
  title?: string | undefined;
  /** In place of the dot. */
  icon?: LucideIcon | undefined;
}

/** A dot or an icon in the state's colour and the word for it: never the colour alone. */
export function StateLabel({ tone, label, title = label, icon: Icon }: Props): ReactNode {
  return (
    <span className={styles.label} data-tone={tone}>
      {Icon ? <Icon aria-hidden /> : <span className={styles.dot} aria-hidden />}
      <span className={styles.word} title={title}>
        {label}
      </span>
    </span>
  );
}
