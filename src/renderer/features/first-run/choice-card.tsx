import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './choice-card.module.css';

interface Props {
  icon: LucideIcon;
  title: string;
  text: string;
  disabled: boolean;
  testId: string;
  onChoose: () => void;
}

export function ChoiceCard({ icon: Icon, title, text, disabled, testId, onChoose }: Props): ReactNode {
  return (
    <button type="button" className={styles.card} disabled={disabled} data-testid={testId} onClick={onChoose}>
      <Icon aria-hidden />
      <span className={styles.title}>{title}</span>
      <span className={styles.text}>{text}</span>
    </button>
  );
}
