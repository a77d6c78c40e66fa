import { memo, type ReactNode } from 'react';
import { STAGES, type Stage, type StepMark } from '../../shared/model/file';
import { t } from '../../shared/words/words';
import styles from './step-segments.module.css';

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  admit: t('admit@@stage'),
  claim: t('claim@@stage'),
  decide: t('decide@@stage'),
  process: t('process@@stage'),
  publish: t('publish@@stage'),
  retire: t('retire@@stage'),
};

const wordOf = (at: number): string => {
  const stage = STAGES[at];
  return stage === undefined ? t('a step') : STAGE_WORDS[stage];
};

function describe(steps: readonly StepMark[]): string {
  const done = steps.filter((mark) => mark === 'done' || mark === 'skipped').length;
  const failed = steps.indexOf('failed');
  if (failed >= 0) return t('Failed at {stage}, {done} of {count} steps done', { stage: wordOf(failed), done, count: steps.length });
  const running = steps.indexOf('running');
  if (running >= 0) return t('At {stage}, {done} of {count} steps done', { stage: wordOf(running), done, count: steps.length });
  return t('{done} of {count} steps done', { done, count: steps.length });
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
