import { memo, type ReactNode } from 'react';
import { STAGES, type StepMark } from '../../shared/model/file';
import styles from './step-segments.module.css';

function describe(steps: readonly StepMark[]): string {
  const done = steps.filter((mark) => mark === 'done' || mark === 'skipped').length;
  const failed = steps.indexOf('failed');
  if (failed >= 0) return `Failed at ${STAGES[failed] ?? 'a step'}, ${done} of ${steps.length} steps done`;
  const running = steps.indexOf('running');
  if (running >= 0) return `At ${STAGES[running] ?? 'a step'}, ${done} of ${steps.length} steps done`;
  return `${done} of ${steps.length} steps done`;
}

/** The six stages of a file as small segments. */
export const StepSegments = memo(function StepSegments({ steps }: { steps: readonly StepMark[] }): ReactNode {
  const text = describe(steps);
  return (
    <span className={styles.steps} role="img" aria-label={text} title={text}>
      {steps.map((mark, index) => (
        <span key={STAGES[index]} data-mark={mark} />
      ))}
    </span>
  );
});
