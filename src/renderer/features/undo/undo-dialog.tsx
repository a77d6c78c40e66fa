import { useRef, useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { UndoPlan } from '../../../shared/model/undo-plan';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { daysBefore } from '../../format/time';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { Meter } from '../../parts/meter';
import { Skeleton } from '../../parts/skeleton';
import { attempt } from '../../state/toast-store';
import { takeBackInPieces, type TakenBack } from './take-back-in-pieces';
import { UndoList } from './undo-list';
import { useUndo, type AskedUndo } from './undo-store';
import { t } from '../../../shared/words/words';
import styles from './undo-dialog.module.css';

const HOUR_MS = 3_600_000;

const SINCE = {
  hour: { label: t('The last hour'), from: (now: number) => now - HOUR_MS },
  today: { label: t('Today'), from: (now: number) => daysBefore(now, 0) },
  week: { label: t('The last 7 days'), from: (now: number) => daysBefore(now, 6) },
  ever: { label: t('Everything it ever did'), from: () => null },
} as const satisfies Record<string, { label: string; from: (now: number) => number | null }>;
type Since = keyof typeof SINCE;

/** Shows what taking back would do before anything is done, how far it is, and what came of it. */
export function UndoDialog(): ReactNode {
  const asked = useUndo((state) => state.asked);
  return asked ? <OpenDialog key={JSON.stringify(asked.scope)} asked={asked} /> : null;
}

function OpenDialog({ asked: { scope, subject } }: { asked: AskedUndo }): ReactNode {
  const [opened] = useState(Date.now);
  const [since, setSince] = useState<Since>('today');
  const from = 'rule' in scope ? SINCE[since].from(opened) : null;
  const wanted = from === null ? scope : { ...scope, since: from };
  const [dealtWith, setDealtWith] = useState<number | null>(null);
  const [result, setResult] = useState<TakenBack | null>(null);
  const isStopped = useRef(false);
  const isRunning = dealtWith !== null && result === null;
  const key = JSON.stringify(wanted);
  const { value: plan, error } = useLive(isRunning || result ? null : key, (signal) => callEngine('effects.plan', JSON.parse(key) as typeof wanted, { signal }), 1_000);
  const [kept, setKept] = useState<UndoPlan | null>(null);

  const start = async (chosen: UndoPlan): Promise<void> => {
    setKept(chosen);
    setDealtWith(0);
    isStopped.current = false;
    const isDone = await attempt(async () => {
      setResult(await takeBackInPieces(chosen.ids, { undo: (ids) => callEngine('effects.undo', { ids }), onStep: setDealtWith, isStopped: () => isStopped.current }));
    });
    if (!isDone) setDealtWith(null);
  };
  const close = (): void => {
    isStopped.current = true;
    useUndo.getState().close();
  };
  const count = kept?.ids.length ?? 0;

  return (
    <Dialog
      title={t('Undo · {subject}', { subject: displayName(subject) })}
      onClose={close}
      width={560}
      testId="undo-dialog"
      footer={
        result ? (
          <Button kind="primary" data-testid="undo-close" onClick={close}>
            {t('Close')}
          </Button>
        ) : isRunning ? (
          <Button data-testid="undo-stop" onClick={() => (isStopped.current = true)}>
            {t('Stop')}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t('Cancel')}</Button>
            <Button kind="primary" disabled={!plan || plan.ids.length === 0} data-testid="undo-start" onClick={() => plan && void start(plan)}>
              {plan && plan.ids.length > 0 ? t('Take back {count, plural, one {# change} other {# changes}}', { count: plan.ids.length }) : t('Take back')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.body}>
        {result ? (
          <Result result={result} />
        ) : isRunning ? (
          <div className={styles.running} role="status">
            <p>
              {t('{dealtWith, number} of {count, plural, one {# change} other {# changes}}', { dealtWith, count })}
            </p>
            <Meter fraction={count === 0 ? null : dealtWith / count} tone="inProgress" label={t('{dealtWith, number} of {count, number} taken back', { dealtWith, count })} />
          </div>
        ) : (
          <>
            {'rule' in scope ? <SinceChoice since={since} onChange={setSince} /> : null}
            {plan ? <Plan plan={plan} isOfRule={'rule' in scope} /> : error ? <ErrorNote error={error} /> : <Skeleton rows={3} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

function SinceChoice({ since, onChange }: { since: Since; onChange: (since: Since) => void }): ReactNode {
  return (
    <fieldset className={styles.since}>
      <legend>{t('Since when')}</legend>
      {(Object.keys(SINCE) as Since[]).map((one) => (
        <label key={one}>
          <input type="radio" name="since" checked={since === one} data-testid={`since-${one}`} onChange={() => onChange(one)} />
          {SINCE[one].label}
        </label>
      ))}
    </fieldset>
  );
}

function Plan({ plan, isOfRule }: { plan: UndoPlan; isOfRule: boolean }): ReactNode {
  const stays = plan.total - plan.ids.length;
  if (plan.total === 0) return <p data-testid="undo-line">{t('Nothing was done here that could be taken back.')}</p>;
  return (
    <>
      <p data-testid="undo-line">
        {plan.ids.length === 0 ? t('Nothing of it can be taken back.') : t('{count, plural, one {# change} other {# changes}} will be taken back, the newest first.', { count: plan.ids.length })}
        {stays > 0 && plan.ids.length > 0 ? ` ${t('{stays, plural, one {# other stays as it is} other {# others stay as they are}}.', { stays })}` : ''}
      </p>
      <UndoList items={plan.items} total={plan.total} />
      <p className={styles.hint}>
        {t('Each file is looked at once more before it is touched; one that was changed since stays as it is.')}
        {isOfRule ? ` ${t('The rule itself stays on: switch it off first if it is not to do the same again.')}` : ''}
      </p>
    </>
  );
}

function Result({ result: { undone, failed, left } }: { result: TakenBack }): ReactNode {
  return (
    <>
      <p role="status" data-testid="undo-result">
        {undone === 0 ? t('Nothing was taken back.') : t('{undone, plural, one {# change was} other {# changes were}} taken back.', { undone })}
        {failed.length > 0 ? ` ${t('{count, plural, one {# stays as it is} other {# stay as they are}}.', { count: failed.length })}` : ''}
        {left > 0 ? ` ${t('Stopped: {left, plural, one {# was} other {# were}} not come to.', { left })}` : ''}
      </p>
      {failed.length > 0 ? (
        <ul className={styles.list} data-testid="undo-failed">
          {failed.slice(0, 200).map(({ id, path, error }) => (
            <li key={id} data-stays="true">
              <span />
              <span>
                <bdi translate="no" title={displayName(path)}>{displayName(path.split(/[\\/]/).at(-1) ?? path)}</bdi>
                <span className={styles.why}>
                  {error.message} {error.hint}
                </span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
