import { Check, CircleMinus, Dot, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleStep, Trace } from '../../../../shared/model/rule';
import { ErrorNote } from '../../../parts/error-note';
import { Skeleton } from '../../../parts/skeleton';
import { ACTION_WORDS } from '../actions/action-words';
import { actualWords } from '../condition/actual-words';
import { typeAsked } from './type-asked';
import type { FileAnswer } from './use-trace';
import { t } from '../../../../shared/words/words';
import styles from './file-trace.module.css';

/** Why the rule would act on the chosen file or not, and what it would do. */
export function FileTrace({ answer: { value, error } }: { answer: FileAnswer }): ReactNode {
  if (!value) return <div className={styles.trace}>{error ? <ErrorNote error={error} /> : <Skeleton rows={4} />}</div>;
  const { isMet, reason, trace, steps } = value;
  // It may match and still do nothing, as with what the rule made itself.
  const acts = isMet && (reason === null || steps.length > 0);
  return (
    <section className={styles.trace} aria-label={t('The chosen file')} tabIndex={0} data-testid="trace" data-met={isMet}>
      <p className={styles.verdict} data-met={acts}>
        {acts ? <Check aria-hidden /> : <CircleMinus aria-hidden />}
        {acts ? t('It would act on this file') : isMet ? t('It matches, and would do nothing') : t('It would leave this file alone')}
      </p>
      {reason ? <p className={styles.reason}>{reason}</p> : null}
      <TraceParts trace={trace} />
      {acts ? <Steps steps={steps} /> : null}
    </section>
  );
}

const GROUP_WORDS: Readonly<Record<string, string>> = { all: t('All of:'), any: t('Any of:'), none: t('None of:') };

/** Each condition with a tick or a cross, and what the file has. */
export function TraceParts({ trace }: { trace: Trace }): ReactNode {
  return (
    <ul className={styles.parts}>
      <TracePart trace={trace} />
    </ul>
  );
}

function TracePart({ trace }: { trace: Trace }): ReactNode {
  const { sentence, isMet, actual, parts } = trace;
  const groupWord = Object.hasOwn(GROUP_WORDS, sentence) ? GROUP_WORDS[sentence] : undefined;
  const Icon = isMet ? Check : X;
  return (
    <li>
      <div className={styles.part} data-met={isMet} data-testid="trace-part">
        <Icon role="img" aria-label={isMet ? t('Met:') : t('Not met:')} aria-hidden={undefined} />
        <span>
          {groupWord ? <span className={styles.group}>{parts.length === 0 ? t('Nothing is asked') : groupWord}</span> : <span className={styles.sentence}>{sentence}</span>}
          {groupWord ? null : <span className={styles.actual}>{actual === null ? t('not known of this file') : actualWords(actual, typeAsked(sentence))}</span>}
        </span>
      </div>
      {parts.length > 0 ? (
        <ul className={styles.parts}>
          {parts.map((part, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <TracePart key={at} trace={part} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

const WILL_BE: readonly RuleStep['state'][] = ['planned', 'done'];

/** Of what does not leave everything as it was. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  move: t('The original leaves its folder.'),
  route: t('The original leaves its folder.'),
  rename: t('The original gets another name.'),
  trash: t('The original goes.'),
  archive: t('Originals go, once they are packed and verified.'),
};

/** What would be done, or was. */
export function Steps({ steps }: { steps: readonly RuleStep[] }): ReactNode {
  if (steps.length === 0) return <p className={styles.reason}>{t('It has no actions.')}</p>;
  return (
    <ol className={styles.steps} aria-label={t('What it would do')}>
      {steps.map((step, at) => {
        const Icon = step.error ? TriangleAlert : (ACTION_WORDS[step.action]?.icon ?? Dot);
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} data-destructive={step.isDestructive} data-failed={step.error !== null} data-testid="step">
            <Icon aria-hidden />
            <span>
              {step.sentence}
              {step.isDestructive && WILL_BE.includes(step.state) ? <em>{t('{consequence} It can be taken back.', { consequence: CONSEQUENCES[step.action] ?? t('What lies there makes room.') })}</em> : null}
              {step.error ? <span className={styles.error}>{[step.error.message, step.error.hint].filter((words) => words && words !== step.sentence).join(' ')}</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
