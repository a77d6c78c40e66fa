import { CirclePlay } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import { callEngine } from '../../../engine-client/engine-client';
import { formatCount } from '../../../format/number';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { EmptyState } from '../../../parts/empty-state';
import { ErrorNote } from '../../../parts/error-note';
import { Meter } from '../../../parts/meter';
import { Select } from '../../../parts/select';
import { Skeleton } from '../../../parts/skeleton';
import { Switch } from '../../../parts/switch';
import { useSnapshot } from '../../../state/engine-store';
import { useRoute } from '../../../state/route-store';
import { attempt } from '../../../state/toast-store';
import { useUndo } from '../../undo/undo-store';
import { PAGE, WouldBeDone } from '../dialogs/would-be-done';
import { namedFolders } from '../list/named-folders';
import { useRules } from '../rules-store';
import { useAnswer } from '../use-answer';
import { isOver, leftOutOf, progressOf, resultOf, rulesIn } from './order-words';
import { useRun, type AskedRun } from './run-store';
import { useOrders } from './use-orders';
import { t } from '../../../../shared/words/words';
import { PartsOfText } from '../../../parts/parts-of-text';
import styles from '../dialogs/dialogs.module.css';

/** Shows what rules would do with the files that are there before anything is done, then how far it is, and what came of it. */
export function RunDialog(): ReactNode {
  const asked = useRun((state) => state.asked);
  const [orderId, setOrderId] = useState<number | null>(null);
  const close = (): void => {
    setOrderId(null);
    useRun.getState().close();
  };
  if (asked === null) return null;
  return orderId === null ? <Review key={JSON.stringify(asked)} asked={asked} onRun={setOrderId} onClose={close} /> : <Running id={orderId} onClose={close} />;
}

const titleOf = ({ names }: AskedRun): string => (names === null ? t('Run all rules that are on') : t('Run {rules}', { rules: rulesIn({ rules: [...names] }) }));

function Review({ asked, onRun, onClose }: { asked: AskedRun; onRun: (id: number) => void; onClose: () => void }): ReactNode {
  const folders = namedFolders(useSnapshot((snapshot) => snapshot.folders, []));
  const [folder, setFolder] = useState(asked.folderId === null ? '' : String(asked.folderId));
  const [again, setAgain] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  const [isBegun, setBegun] = useState(false);
  const drafts = useRules((state) => state.drafts);
  const unsaved = Object.keys(drafts).filter((name) => asked.names?.includes(name) ?? true).length;
  const wanted = { ...(asked.names ? { names: [...asked.names] } : {}), ...(folder === '' ? {} : { folderId: Number(folder) }), again };
  const key = JSON.stringify([wanted, limit]);
  const { value, error, key: answered } = useAnswer(key, (signal) => callEngine('rules.review', { ...wanted, limit }, { signal }), 60_000);
  const isAsking = answered !== key;
  const count = value ? value.acted + value.unread : 0;
  const run = (): void => {
    setBegun(true);
    void attempt(async () => onRun((await callEngine('rules.run', { ...wanted, ...(value ? { revision: value.revision } : {}) })).id)).finally(() => setBegun(false));
  };
  return (
    <Dialog
      title={titleOf(asked)}
      width={860}
      onClose={onClose}
      testId="run-dialog"
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" icon={CirclePlay} disabled={isAsking || isBegun || count === 0} data-testid="run-start" onClick={run}>
            {count === 0 ? t('Run') : t('Run on {count, plural, one {# file} other {# files}}', { count })}
          </Button>
        </>
      }
    >
      <div className={styles.line}>
        <p role="status" data-testid="run-sum">
          {isAsking ? t('Asking about every file that is there…') : value ? <Sum {...value} /> : null}
        </p>
        {folders.length > 1 ? <Select label={t('Folder')} value={folder} options={[{ value: '', label: t('All folders') }, ...folders.map(({ id, name }) => ({ value: String(id), label: name }))]} onChange={setFolder} testId="run-folder" /> : null}
      </div>
      {isAsking ? <Meter fraction={null} tone="inProgress" label={t('Files are asked about')} /> : null}
      {value && !isAsking ? leftOutOf(value).map((line) => <p key={line} className={styles.dim}>{line}</p>) : null}
      {again || (value && value.before > 0) ? <Switch label={t('Also do again what was done before')} checked={again} onChange={setAgain} /> : null}
      {unsaved > 0 ? <p className={styles.dim}>{t('{unsaved, plural, one {# rule} other {# rules}} with unsaved changes: what is saved will be run.', { unsaved })}</p> : null}
      {error ? <ErrorNote error={error} /> : value ? null : <Skeleton rows={8} />}
      {value && count === 0 && !isAsking ? <EmptyState icon={CirclePlay} title={t('Nothing is to be done')} text={value.before > 0 ? t('All of it was done before.') : t('No file that is there meets the conditions.')} /> : null}
      {value && value.rows.length > 0 ? <WouldBeDone rows={value.rows} total={value.acted} limit={limit} isBusy={isAsking} onMore={() => setLimit(limit + PAGE)} /> : null}
    </Dialog>
  );
}

function Sum({ files, acted, steps }: { files: number; acted: number; steps: number }): ReactNode {
  return (
    <PartsOfText
      text="Of {files, plural, one {# file} other {# files}}, {acted, plural, one {{count} will be acted on} other {{count} will be acted on}}, in {steps, plural, one {# step} other {# steps}}. Nothing is done yet."
      values={{ files, acted, count: <b>{acted === 0 ? t('none@@of files') : formatCount(acted)}</b>, steps }}
    />
  );
}

function Running({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const { orders, error } = useOrders();
  const order = orders?.find((one) => one.id === id) ?? null;
  const isEnded = order !== null && isOver(order);
  const toTakeBack = (): void => {
    onClose();
    if (order) takeBack(order.id, rulesIn(order));
  };
  const toAttention = (): void => {
    onClose();
    useRoute.getState().go({ section: 'attention' });
  };
  return (
    <Dialog
      title={order ? t('Run {rules}', { rules: rulesIn(order) }) : t('Run')}
      onClose={onClose}
      testId="run-dialog"
      footer={
        isEnded ? (
          <>
            {order.effects > 0 ? (
              <Button data-testid="run-undo" onClick={toTakeBack}>
                {t('Take it back…')}
              </Button>
            ) : null}
            {order.attention > 0 ? <Button onClick={toAttention}>{t('Show what needs attention')}</Button> : null}
            <Button kind="primary" data-testid="run-close" onClick={onClose}>
              {t('Close')}
            </Button>
          </>
        ) : (
          <>
            <Button data-testid="run-cancel" onClick={() => void attempt(() => callEngine('rules.cancelOrder', { id }))}>
              {t('Call off')}
            </Button>
            <Button onClick={onClose}>{t('Close; it goes on')}</Button>
          </>
        )
      }
    >
      {error ? <ErrorNote error={error} /> : null}
      {order === null ? (
        <Skeleton rows={2} />
      ) : isEnded ? (
        <p role="status" data-testid="run-result">
          {resultOf(order)}
        </p>
      ) : (
        <>
          <p role="status" data-testid="run-progress">
            {progressOf(order).sentence}
          </p>
          <Meter fraction={progressOf(order).fraction} tone="inProgress" label={progressOf(order).sentence} />
          <p className={styles.dim}>{t('Files that are not begun stay as they are when it is called off.')}</p>
        </>
      )}
    </Dialog>
  );
}

export const takeBack = (orderId: number, rules: string): void => useUndo.getState().ask({ scope: { orderId }, subject: t('the run of {rules}', { rules: displayName(rules) }) });
