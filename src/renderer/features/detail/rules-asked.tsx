import { ChevronRight, CircleCheck, CircleDashed, CircleMinus, CircleX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { RuleOutcome, RuleRun, RuleStep } from '../../../shared/model/rule';
import { Link } from '../../parts/link';
import { MonoPath } from '../../parts/mono-path';
import { StateLabel, type Tone } from '../../parts/state-label';
import { TraceParts } from '../rules/matches/file-trace';
import { t } from '../../../shared/words/words';
import styles from './rules-asked.module.css';

/** Which rules were asked about the file, what each found in it, and what came of that. */
export function RulesAsked({ run, fileId }: { run: RuleRun; fileId: number }): ReactNode {
  const acted = run.outcomes.filter(({ isMet, reason }) => isMet || reason !== null);
  const others = run.outcomes.filter((outcome) => !acted.includes(outcome));
  return (
    <div className={styles.rules} data-testid="why-rules">
      {acted.length === 0 ? <p className={styles.dim}>{t('None of {count, plural, one {# rule} other {# rules}} matched it.', { count: run.outcomes.length })}</p> : null}
      {acted.map((outcome) => (
        <Outcome key={outcome.rule} outcome={outcome} isOpen={outcome.isMet} fileId={fileId} jobId={run.jobId} />
      ))}
      {others.length > 0 ? (
        <details className={styles.others}>
          <summary>
            <ChevronRight aria-hidden />
            {acted.length > 0
              ? t('{count, plural, one {# other rule} other {# other rules}} did not match', { count: others.length })
              : t('{count, plural, one {# rule} other {# rules}} did not match', { count: others.length })}
          </summary>
          {others.map((outcome) => (
            <Outcome key={outcome.rule} outcome={outcome} isOpen={false} fileId={fileId} jobId={run.jobId} />
          ))}
        </details>
      ) : null}
    </div>
  );
}

function Outcome({ outcome: { rule, isMet, reason, trace, steps }, isOpen, fileId, jobId }: { outcome: RuleOutcome; isOpen: boolean; fileId: number; jobId: number }): ReactNode {
  const hasFailed = steps.some(({ state }) => state === 'failed');
  const [tone, word]: [Tone, string] = hasFailed ? ['attention', t('Failed')] : !isMet ? ['ignored', t('Did not match')] : reason !== null ? ['ignored', t('Matched, did nothing')] : ['done', t('Matched')];
  return (
    <details className={styles.rule} open={isOpen} data-testid="why-rule" data-met={isMet}>
      <summary>
        <ChevronRight aria-hidden />
        <span className={styles.name} translate="no">{displayName(rule)}</span>
        <StateLabel tone={tone} label={word} />
      </summary>
      <div className={styles.inside}>
        {reason ? <p className={styles.dim}>{reason}</p> : null}
        {trace ? <TraceParts trace={trace} /> : reason ? null : <p className={styles.dim}>{t('What its conditions found was not kept: too many rules were asked.')}</p>}
        {steps.length > 0 ? (
          <ol className={styles.steps} aria-label={t('What was done')}>
            {steps.map((step, at) => (
              // oxlint-disable-next-line react/no-array-index-key
              <Step key={at} step={step} />
            ))}
          </ol>
        ) : null}
        <p className={styles.links}>
          <Link to={{ section: 'rules', rule }}>{t('Open the rule')}</Link>
          {isMet ? <Link to={{ section: 'history', rule, fileId, jobId }}>{t('What it did, and the way back')}</Link> : null}
        </p>
      </div>
    </details>
  );
}

const STEP_MARKS: Readonly<Record<RuleStep['state'], { icon: LucideIcon; word: string }>> = {
  done: { icon: CircleCheck, word: t('Done') },
  failed: { icon: CircleX, word: t('Failed') },
  skipped: { icon: CircleMinus, word: t('Skipped') },
  notReached: { icon: CircleDashed, word: t('Not reached') },
  planned: { icon: CircleDashed, word: t('Planned') },
};

function Step({ step: { state, sentence, target, error } }: { step: RuleStep }): ReactNode {
  const { icon: Icon, word } = STEP_MARKS[state];
  return (
    <li data-state={state} data-testid="why-step">
      <Icon aria-hidden />
      <div>
        <p>
          <strong>{word}</strong> {displayName(sentence)}
        </p>
        {error ? (
          <p className={styles.error}>
            {error.message === sentence ? error.hint : `${error.message} ${error.hint}`}
          </p>
        ) : null}
        {target !== null && state === 'done' ? <MonoPath path={target} /> : null}
      </div>
    </li>
  );
}
