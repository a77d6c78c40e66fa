import { CalendarCheck, ChevronLeft, ChevronRight, Pencil, Trash2 } from 'lucide-react';
import { useCallback, useState, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { Expectation, ExpectationView } from '../../../../shared/model/handoff';
import { callEngine } from '../../../engine-client/engine-client';
import { usePolled } from '../../../engine-client/use-polled';
import { formatMoment } from '../../../format/time';
import { Button } from '../../../parts/button';
import { ConfirmDialog } from '../../../parts/confirm-dialog';
import { EmptyState } from '../../../parts/empty-state';
import { ErrorNote } from '../../../parts/error-note';
import { IconButton } from '../../../parts/icon-button';
import { Panel } from '../../../parts/panel';
import { Skeleton } from '../../../parts/skeleton';
import { StateLabel } from '../../../parts/state-label';
import { useNow } from '../../../state/use-now';
import { attempt, tell } from '../../../state/toast-store';
import { daysInWords, OCCURRENCE_WORDS } from '../words';
import { Calendar } from './calendar';
import { ExpectationDialog } from './expectation-dialog';
import { monthAt, shiftMonth, type Month } from './month';
import { t } from '../../../../shared/words/words';
import styles from './expectations.module.css';

const ASK_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;

/** What is expected, and a calendar of what came of it. */
export function ExpectationsView({ onAdd }: { onAdd: () => void }): ReactNode {
  const now = useNow(MINUTE_MS);
  const [offset, setOffset] = useState(0);
  const month = shiftMonth(monthAt(now), offset);
  const { from, to } = month;
  const ask = useCallback((signal: AbortSignal) => callEngine('expectations.list', { from, to }, { signal }), [from, to]);
  const { value, error } = usePolled(ask, ASK_EVERY_MS);
  const [changing, setChanging] = useState<Expectation | null>(null);
  const [removing, setRemoving] = useState<Expectation | null>(null);
  if (!value) return error ? <ErrorNote error={error} /> : <Skeleton rows={8} />;
  if (value.expectations.length === 0) {
    return (
      <EmptyState isWhole icon={CalendarCheck} title={t('Nothing is expected yet')} text={t('An expectation says which files are to come by when: “one sales_*.csv by 07:00 on weekdays”. When nothing comes, Filemill says so.')}>
        <Button kind="primary" onClick={onAdd}>{t('Add an expectation…')}</Button>
      </EmptyState>
    );
  }
  const remove = async ({ id, name }: Expectation): Promise<void> => {
    setRemoving(null);
    if (await attempt(() => callEngine('expectations.remove', { id }))) tell(t('“{name}” is no longer expected', { name }));
  };
  return (
    <>
      <div className={styles.months}>
        <IconButton icon={ChevronLeft} label={t('The month before')} onClick={() => setOffset(offset - 1)} />
        <h2 aria-live="polite">{month.name}</h2>
        <IconButton icon={ChevronRight} label={t('The month after')} onClick={() => setOffset(offset + 1)} disabled={offset >= 1} />
        {offset === 0 ? null : <Button kind="quiet" onClick={() => setOffset(0)}>{t('This month')}</Button>}
        <span className={styles.legend}>
          {(['met', 'late', 'faulty', 'missed'] as const).map((state) => (
            <StateLabel key={state} tone={OCCURRENCE_WORDS[state].tone} icon={OCCURRENCE_WORDS[state].icon} label={OCCURRENCE_WORDS[state].word} />
          ))}
        </span>
      </div>
      <div className={styles.cards}>
        {value.expectations.map((view) => (
          <Card key={view.expectation.id} view={view} month={month} onChange={() => setChanging(view.expectation)} onRemove={() => setRemoving(view.expectation)} />
        ))}
      </div>
      {changing ? <ExpectationDialog expectation={changing} onClose={() => setChanging(null)} /> : null}
      {removing ? (
        <ConfirmDialog title={t('Remove “{name}”?', { name: removing.name })} confirm={t('Remove')} onConfirm={() => void remove(removing)} onClose={() => setRemoving(null)}>
          <p>{t('Nobody is told any more when nothing comes. Files stay as they are.')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

interface CardProps {
  view: ExpectationView;
  month: Month;
  onChange: () => void;
  onRemove: () => void;
}

function Card({ view: { expectation, problem, nextDueAt, occurrences }, month, onChange, onRemove }: CardProps): ReactNode {
  const { name, isOn } = expectation;
  return (
    <Panel
      className={styles.card}
      title={name}
      testId="expectation"
      actions={
        <span className={styles.tools}>
          <IconButton icon={Pencil} label={t('Change “{name}”', { name })} onClick={onChange} />
          <IconButton icon={Trash2} label={t('Remove “{name}”', { name })} onClick={onRemove} />
        </span>
      }
    >
      <div className={styles.cardBody}>
        <p className={styles.sentence}>{sentenceOf(expectation)}</p>
        {problem ? <ErrorNote error={problem} /> : <Calendar month={month} occurrences={occurrences} label={`${name}, ${month.name}`} />}
        <p className={styles.next}>{isOn ? (nextDueAt === null ? '' : t('Next due {nextDueAt}.', { nextDueAt: formatMoment(nextDueAt) })) : t('It is off: nobody is told.')}</p>
      </div>
    </Panel>
  );
}

/** "One sales_*.csv by 07:00 on weekdays, in /in (Europe/Berlin)" */
function sentenceOf({ count, pattern, by, days, folder, timeZone }: Expectation): string {
  const zone = timeZone === null ? '' : ` (${timeZone})`;
  return t('{count, plural, one {One {pattern}} other {# files {pattern}}} by {by} {days}, in {folder}{zone}', { count, pattern: displayName(pattern), by, days: daysInWords(days), folder: displayName(folder), zone });
}
