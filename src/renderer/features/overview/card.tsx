import { useId, type ReactNode } from 'react';
import styles from './card.module.css';

interface Props {
  title: string;
  figure: string;
  note?: string;
  children: ReactNode;
}

export function Card({ title, figure, note, children }: Props): ReactNode {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note ? <span className={styles.note}>{note}</span> : null}
        <span className={styles.figure}>{figure}</span>
      </header>
      {children}
    </section>
  );
}
