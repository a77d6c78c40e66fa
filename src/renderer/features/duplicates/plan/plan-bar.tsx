import { RotateCcw, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DuplicateGroup, DuplicateRun, DuplicateTier } from '../../../../shared/model/duplicates';
import { Button } from '../../../parts/button';
import { Kbd } from '../../../parts/kbd';
import { Meter } from '../../../parts/meter';
import { useRoute } from '../../../state/route-store';
import { decideGroup, planTier, stepBack } from '../duplicate-actions';
import { useDuplicates } from '../duplicates-store';
import { SURE_TIERS } from '../tier-words';
import { isRunning, type Summary } from '../use-summary';
import { stopApplying, undoRun } from './apply-plan';
import { freedWords, isAnythingPlanned, planLine, runLine } from './plan-words';
import { RunDialog } from './run-dialog';
import { useDisposal, useVaultDays } from './use-disposal';
import { t } from '../../../../shared/words/words';
import styles from './plan-bar.module.css';

interface Props {
  summary: Summary;
  tier: DuplicateTier;
  isDecided: boolean;
  group: DuplicateGroup | null;
  /** The group is about to leave the list. */
  onLeave?: () => void;
}

/** What will happen, and the way there. While it happens: how far it is. */
export function PlanBar({ summary, tier, isDecided, group, onLeave = () => undefined }: Props): ReactNode {
  const disposal = useDisposal();
  const days = useVaultDays();
  const review = useDuplicates((state) => state.review);
  const said = useDuplicates((state) => state.said);
  const { plan, run, tiers } = summary;
  if (run && isRunning(summary)) return <RunProgress run={run} />;
  const hasPlan = isAnythingPlanned(plan);
  const open = tiers[tier].groups;
  const line = planLine(plan, disposal, days);
  return (
    <section className={styles.bar} aria-label={t('Plan')} data-bottom-bar data-testid="plan-bar">
      <div className={styles.words}>
        <p className={styles.plan} title={line} data-testid="plan-line">
          {line}
        </p>
        {said !== null ? (
          <Said text={said} />
        ) : hasPlan || !run ? (
          <p className={styles.promise}>
            {disposal === 'vault'
              ? t('The last copy of a file is never removed, and everything can be undone for {days, plural, one {# day} other {# days}}.', { days })
              : t('The last copy of a file is never removed, and everything can be undone.')}
          </p>
        ) : (
          <LastRun run={run} />
        )}
      </div>
      <div className={styles.actions}>
        {!isDecided && open > 0 && SURE_TIERS.has(tier) ? (
          <Button
            title={t('Of each group the keeper stays; nothing is done before you have looked it over')}
            data-testid="plan-all"
            onClick={() => planTier(tier, plan)}
          >
            {t('{open, plural, one {Plan this group} other {Plan all # groups}}', { open })}
          </Button>
        ) : null}
        {group === null ? null : group.decision === null ? (
          <Button
            title={t('Remembered by content: it comes back only with a new member')}
            data-testid="not-duplicates"
            onClick={() => {
              onLeave();
              decideGroup(group, 'notDuplicates');
            }}
          >
            {t('Not duplicates')} <Kbd>N</Kbd>
          </Button>
        ) : (
          <Button
            icon={RotateCcw}
            data-testid="open-again"
            onClick={() => {
              onLeave();
              decideGroup(group, null);
            }}
          >
            {t('Open again')}
          </Button>
        )}
        <Button kind="primary" disabled={!hasPlan} data-testid="review-plan" onClick={() => review(true)}>
          {t('Review plan')}
        </Button>
      </div>
    </section>
  );
}

/** What was done last, and the way back. */
function Said({ text }: { text: string }): ReactNode {
  const canUndo = useDuplicates((state) => state.isStepSaid);
  return (
    <p className={`${styles.promise} ${styles.said}`} data-testid="said">
      <span role="status" title={text}>
        {/[.?]$/u.test(text) ? text : `${text}.`}
      </span>
      {canUndo ? (
        <button type="button" className={styles.link} data-testid="undo-step" title={t('Takes back the last step (Z)')} onClick={() => stepBack((id) => useRoute.getState().adjust({ group: id }))}>
          <Undo2 aria-hidden />
          {t('Undo')}
        </button>
      ) : null}
    </p>
  );
}

function RunProgress({ run }: { run: DuplicateRun }): ReactNode {
  const days = useVaultDays();
  const dealtWith = run.done + run.failed.length;
  const words = t('{done, number} of {total, number}', { done: dealtWith, total: run.total });
  return (
    <section className={styles.bar} aria-label={t('Plan')} data-bottom-bar data-testid="plan-bar">
      <div className={styles.words} role="status" data-testid="run-progress">
        <p className={styles.plan}>
          {t('Applying the plan: {progress}, {freed}', { progress: words, freed: freedWords(run, days) })}
        </p>
        <Meter fraction={run.total > 0 ? dealtWith / run.total : null} tone="inProgress" label={words} />
      </div>
      <div className={styles.actions}>
        <Button title={t('What is done stays done, and can be undone')} data-testid="cancel-run" onClick={stopApplying}>
          {t('Cancel')}
        </Button>
      </div>
    </section>
  );
}

function LastRun({ run }: { run: DuplicateRun }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const line = runLine(run, useVaultDays());
  return (
    <p className={`${styles.promise} ${styles.said}`} data-testid="last-run">
      <span title={line}>{t('Last: {line}.', { line })}</span>
      {run.failed.length > 0 ? (
        <button type="button" className={styles.link} onClick={() => setOpen(true)}>
          {t('Show')}
        </button>
      ) : null}
      {run.done > run.undone ? (
        <button type="button" className={styles.link} data-testid="undo-run" onClick={() => undoRun(run.id)}>
          <Undo2 aria-hidden />
          {t('Undo')}
        </button>
      ) : null}
      {isOpen ? <RunDialog run={run} onClose={() => setOpen(false)} /> : null}
    </p>
  );
}
