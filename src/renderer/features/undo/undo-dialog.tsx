import { useRef, useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { UndoPlan } from '../../../shared/model/undo-plan';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { countOf, formatCount } from '../../format/number';
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
import styles from './undo-dialog.module.css';

const HOUR_MS = 3_600_000;

const SINCE = {
  hour: { label: 'The last hour', from: (now: number) => now - HOUR_MS },
  today: { label: 'Today', from: (now: number) => daysBefore(now, 0) },
  week: { label: 'The last 7 days', from: (now: number) => daysBefore(now, 6) },
  ever: { label: 'Everything it ever did', from: () => null },
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
      title={`Undo · ${displayName(subject)}`}
      onClose={close}
      width={560}
      testId="undo-dialog"
      footer={
        result ? (
          <Button kind="primary" data-testid="undo-close" onClick={close}>
            Close
          </Button>
        ) : isRunning ? (
          <Button data-testid="undo-stop" onClick={() => (isStopped.current = true)}>
            Stop
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button kind="primary" disabled={!plan || plan.ids.length === 0} data-testid="undo-start" onClick={() => plan && void start(plan)}>
              {plan && plan.ids.length > 0 ? `Take back ${countOf(plan.ids.length, 'change')}` : 'Take back'}
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
              {formatCount(dealtWith)} of {countOf(count, 'change')}
            </p>
            <Meter fraction={count === 0 ? null : dealtWith / count} tone="inProgress" label={`${formatCount(dealtWith)} of ${formatCount(count)} taken back`} />
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
      <legend>Since when</legend>
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
  if (plan.total === 0) return <p data-testid="undo-line">Nothing was done here that could be taken back.</p>;
  return (
    <>
      <p data-testid="undo-line">
        {plan.ids.length === 0 ? 'Nothing of it can be taken back.' : `${countOf(plan.ids.length, 'change')} will be taken back, the newest first.`}
        {stays > 0 && plan.ids.length > 0 ? ` ${countOf(stays, 'other stays', 'others stay')} as ${stays === 1 ? 'it is' : 'they are'}.` : ''}
      </p>
      <UndoList items={plan.items} total={plan.total} />
      <p className={styles.hint}>
        Each file is looked at once more before it is touched; one that was changed since stays as it is.
        {isOfRule ? ' The rule itself stays on: switch it off first if it is not to do the same again.' : ''}
      </p>
    </>
  );
}

function Result({ result: { undone, failed, left } }: { result: TakenBack }): ReactNode {
  return (
    <>
      <p role="status" data-testid="undo-result">
        {undone === 0 ? 'Nothing was taken back.' : `${countOf(undone, 'change was', 'changes were')} taken back.`}
        {failed.length > 0 ? ` ${countOf(failed.length, 'stays', 'stay')} as ${failed.length === 1 ? 'it is' : 'they are'}.` : ''}
        {left > 0 ? ` Stopped: ${countOf(left, 'was', 'were')} not come to.` : ''}
      </p>
      {failed.length > 0 ? (
        <ul className={styles.list} data-testid="undo-failed">
          {failed.slice(0, 200).map(({ id, path, error }) => (
            <li key={id} data-stays="true">
              <span />
              <span>
                <bdi title={displayName(path)}>{displayName(path.split(/[\\/]/).at(-1) ?? path)}</bdi>
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
