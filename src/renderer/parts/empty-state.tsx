import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface Props {
  /** It stands for the whole screen, and so is a panel of its own. */
  isWhole?: boolean;
  icon: LucideIcon;
  title: string;
  text?: string;
  children?: ReactNode;
}

export function EmptyState({ isWhole = false, icon: Icon, title, text, children }: Props): ReactNode {
  return (
    <div className={styles.empty} data-whole={isWhole || undefined} data-testid="empty">
      <Icon aria-hidden />
      <p className={styles.title}>{title}</p>
      {text ? <p className={styles.text}>{text}</p> : null}
      {children ? <div className={styles.actions}>{children}</div> : null}
    </div>
  );
}
