import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { midSentence } from '../../format/mid-sentence';
import { IconButton } from '../../parts/icon-button';
import { t } from '../../../shared/words/words';
import styles from './controls.module.css';

interface Props {
  label: string;
  isChanged: boolean;
  onReset: () => void;
  /** The control stands below its name. */
  isTall?: boolean;
  children: ReactNode;
}

/** One thing that can be done to a picture, and what takes it back. */
export function ControlRow({ label, isChanged, onReset, isTall = false, children }: Props): ReactNode {
  return (
    <div className={styles.row} role="group" aria-label={label} data-tall={isTall} data-changed={isChanged}>
      <span className={styles.label}>{label}</span>
      <div className={styles.control}>{children}</div>
      <span className={styles.reset}>{isChanged ? <IconButton icon={RotateCcw} label={t('Reset {label}', { label: midSentence(label) })} onClick={onReset} /> : null}</span>
    </div>
  );
}
