import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../../shared/words/words';
import styles from './step-marks.module.css';

const STEPS = [t('Choose a folder'), t('Choose what happens'), t('Watch it run')] as const;

export function StepMarks({ step }: { step: number }): ReactNode {
  return (
    <ol className={styles.steps} aria-label={t('Step {step} of {count}', { step, count: STEPS.length })}>
      {STEPS.map((name, index) => (
        <li key={name} aria-current={index + 1 === step ? 'step' : undefined} data-past={index + 1 < step}>
          <span className={styles.mark}>{index + 1 < step ? <Check aria-label={t('Done')} /> : index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}
