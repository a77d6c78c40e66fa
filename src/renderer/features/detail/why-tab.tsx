import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { ERROR_TABLE } from '../../../shared/errors/error-table';
import type { FilterLine, Why, WhyStep } from '../../../shared/model/why';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { EVENT_WORDS } from '../../format/event-words';
import { formatMoment } from '../../format/time';
import { TRIGGER_WORDS } from '../../format/trigger-words';
import { ErrorNote } from '../../parts/error-note';
import { FactList } from '../../parts/fact-list';
import { Moment } from '../../parts/moment';
import { Skeleton } from '../../parts/skeleton';
import { StateLabel, type Tone } from '../../parts/state-label';
import { RulesAsked } from './rules-asked';
import { Trail, type TrailStep } from './trail';
import { t } from '../../../shared/words/words';
import tab from './tab.module.css';
import styles from './why-tab.module.css';

const RETRIES = {
  backoff: t('Tried again by itself, after a growing pause'),
  whenCleared: t('Goes on by itself once the cause is gone'),
  never: t('Not tried again by itself: the same content would fail the same way'),
} as const;

const MARKS: Readonly<Record<WhyStep['mark'], { tone: Tone; word: string | null }>> = {
  passed: { tone: 'done', word: null },
  failed: { tone: 'attention', word: t('Failed') },
  waiting: { tone: 'waiting', word: t('Waiting') },
  skipped: { tone: 'ignored', word: t('Skipped') },
  info: { tone: 'plain', word: null },
};

function stepOf({ at, stage, name, mark, durationMs, detail }: WhyStep): TrailStep {
  // A filter that leaves a file alone does what it is for.
  const shown = mark === 'failed' && stage === 'admit' ? ({ tone: 'ignored', word: t('Ends here') } as const) : MARKS[mark];
  return { at, name, ...shown, durationMs, detail };
}

/** Why the file is where it is: the answer, then what led to it. */
export function WhyTab({ detail }: { detail: FileDetail }): ReactNode {
  const { id } = detail.row;
  const { value: why, error } = useLive(`why-${id}`, (signal) => callEngine('files.why', { id }, { signal }));
  return (
    <div className={tab.tab} tabIndex={0} role="region" aria-label={t('Why')} data-testid="detail-why">
      {why ? <Answered why={why} detail={detail} /> : error ? <ErrorNote error={error} /> : <Skeleton rows={6} />}
    </div>
  );
}

function Answered({ why, detail: { row } }: { why: Why; detail: FileDetail }): ReactNode {
  const { error } = why;
  const { value: asked } = useLive(`rules-${row.id}`, (signal) => callEngine('rules.ofFile', { id: row.id }, { signal }));
  const run = asked?.run ?? null;
  return (
    <>
      <section className={styles.answer}>
        <StateLabel tone={row.state} label={row.stateLabel} />
        <p className={styles.sentence}>{why.answer}</p>
        {why.hint ? <p className={styles.hint}>{why.hint}</p> : null}
      </section>
      {run && run.outcomes.length > 0 ? (
        <section className={styles.section}>
          <h3>{t('Rules')}</h3>
          <RulesAsked run={run} fileId={row.id} />
        </section>
      ) : null}
      {why.lines.length > 0 ? (
        <section className={styles.section}>
          <h3>{t('The folder’s filter')}</h3>
          <ul className={styles.lines}>
            {why.lines.map((line, index) => (
              <Line key={index} line={line} />
            ))}
          </ul>
        </section>
      ) : null}
      {why.steps.length > 0 ? (
        <section className={styles.section}>
          <h3>{t('Step by step')}</h3>
          <Trail steps={why.steps.map(stepOf)} label={t('Step by step')} />
        </section>
      ) : null}
      <section className={styles.section}>
        <h3>{t('Facts')}</h3>
        <FactList
          facts={[
            [t('Event'), why.event === null ? '' : EVENT_WORDS[why.event].word],
            [t('Noticed'), why.trigger === null ? '' : `${TRIGGER_WORDS[why.trigger].word}, ${formatMoment(row.arrivedAt)}`],
            [t('Error'), error ? <code translate="no">{error.code}</code> : ''],
            [t('Retry@@noun'), error ? RETRIES[ERROR_TABLE[error.code].retry] : ''],
            [t('Attempts'), row.attempts > 0 ? String(row.attempts) : ''],
            [t('Looked at again'), row.dueAt === null ? '' : formatMoment(row.dueAt)],
          ]}
        />
      </section>
      {why.earlier.length > 0 ? (
        <section className={styles.section}>
          <h3>{t('Earlier versions')}</h3>
          <ul className={styles.earlier}>
            {why.earlier.map((version, index) => (
              <li key={index}>
                <Moment at={version.at} />
                <span>{version.sentence}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Line({ line }: { line: FilterLine }): ReactNode {
  const Icon = line.passes ? Check : X;
  return (
    <li data-passes={line.passes} data-decides={line.decides}>
      <Icon role="img" aria-label={line.passes ? t('Passes') : t('Does not pass')} />
      <span>{line.line}</span>
      <span className={styles.value}>{line.value}</span>
      {line.decides ? <span className={styles.decides}>{t('This line decided.')}</span> : null}
    </li>
  );
}
