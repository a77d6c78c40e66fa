import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { midSentence } from '../format/mid-sentence';
import { IconButton } from './icon-button';
import { t } from '../../shared/words/words';
import styles from './stepper.module.css';

interface Props {
  label: string;
  /** What is set now, in words. */
  value: string;
  /** The same where room is short. */
  brief?: string | undefined;
  /** Undefined: it goes no further that way. */
  onLess: (() => void) | undefined;
  onMore: (() => void) | undefined;
}

/** A number that is changed one by one. */
export function Stepper({ label, value, brief = value, onLess, onMore }: Props): ReactNode {
  return (
    <span className={styles.stepper} role="group" aria-label={`${label}: ${value}`}>
      <IconButton icon={Minus} label={t('Fewer: {label}', { label: midSentence(label) })} disabled={!onLess} onClick={onLess} />
      <span className={styles.value} title={value}>
        <span className={styles.full}>{value}</span>
        <span className={styles.brief}>{brief}</span>
      </span>
      <IconButton icon={Plus} label={t('More: {label}', { label: midSentence(label) })} disabled={!onMore} onClick={onMore} />
    </span>
  );
}
