import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './step-marks.module.css';

const STEPS = ['Choose a folder', 'Choose what happens', 'Watch it run'] as const;

export function StepMarks({ step }: { step: number }): ReactNode {
  return (
    <ol className={styles.steps} aria-label={`Step ${step} of ${STEPS.length}`}>
      {STEPS.map((name, index) => (
        <li key={name} aria-current={index + 1 === step ? 'step' : undefined} data-past={index + 1 < step}>
          <span className={styles.mark}>{index + 1 < step ? <Check aria-label="Done" /> : index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}
