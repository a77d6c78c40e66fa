import { useId, type ReactNode } from 'react';
import styles from './panel.module.css';

interface Props {
  title?: string;
  actions?: ReactNode;
  className?: string | undefined;
  testId?: string;
  children: ReactNode;
}

export function Panel({ title, actions, className, testId, children }: Props): ReactNode {
  const id = useId();
  return (
    <section
      className={[styles.panel, className].filter(Boolean).join(' ')}
      aria-labelledby={title ? id : undefined}
      data-testid={testId}
    >
      {title ? (
        <header className={styles.header}>
          <h2 id={id}>{title}</h2>
          {actions}
        </header>
      ) : null}
      {children}
    </section>
  );
}
