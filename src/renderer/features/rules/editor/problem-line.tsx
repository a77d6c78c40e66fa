import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './problem-line.module.css';

/** What is wrong with the field above. */
export function ProblemLine({ problem, id }: { problem: string | null; id?: string }): ReactNode {
  if (problem === null) return null;
  return (
    <p className={styles.problem} id={id} role="status" data-testid="problem">
      <CircleAlert aria-hidden />
      <span>{problem}</span>
    </p>
  );
}
