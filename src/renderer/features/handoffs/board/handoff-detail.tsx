import { CircleAlert, CircleCheck, FileSearch, ShieldCheck, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { FilemillError } from '../../../../shared/errors/filemill-error';
import { displayName } from '../../../../shared/model/display-name';
import type { HandoffAct, HandoffRowView } from '../../../../shared/model/handoff';
import { callEngine } from '../../../engine-client/engine-client';
import { useLive } from '../../../engine-client/use-live';
import { formatSize } from '../../../format/size';
import { Ago } from '../../../parts/ago';
import { Button } from '../../../parts/button';
import { ConfirmDialog } from '../../../parts/confirm-dialog';
import { ErrorNote } from '../../../parts/error-note';
import { FactList } from '../../../parts/fact-list';
import { FileName } from '../../../parts/file-name';
import { IconButton } from '../../../parts/icon-button';
import { Link } from '../../../parts/link';
import { MonoPath } from '../../../parts/mono-path';
import { Panel } from '../../../parts/panel';
import { Skeleton } from '../../../parts/skeleton';
import { StateLabel } from '../../../parts/state-label';
import { useRoute } from '../../../state/route-store';
import { attempt, tell } from '../../../state/toast-store';
import { ACT_WORDS, STATE_WORDS } from '../words';
import { lockWords } from './lock-words';
import { toneOf, Way } from './handoff-table';
import { t } from '../../../../shared/words/words';
import styles from './board.module.css';

const LOOK_AGAIN_MS = 10_000;

/** One hand-off: whether its sidecar is right, who holds it, and what can be done. */
export function HandoffDetail({ path, onClose }: { path: string; onClose: () => void }): ReactNode {
  const [turn, setTurn] = useState(0);
  const { value, error } = useLive(`${turn} ${path}`, (signal) => callEngine('handoffs.look', { path }, { signal }), LOOK_AGAIN_MS);
  const [asking, setAsking] = useState<HandoffAct | null>(null);
  const act = async (what: HandoffAct): Promise<void> => {
    setAsking(null);
    await attempt(async () => {
      const { failed } = await callEngine('handoffs.act', { paths: [path], act: what });
      if (failed[0]) throw FilemillError.fromData(failed[0].error);
      tell(ACT_WORDS[what].done, { label: t('History'), run: () => useRoute.getState().go({ section: 'history' }) });
      if (what === 'breakLock' || what === 'retry') setTurn(turn + 1);
      else onClose();
    });
  };
  return (
    <Panel className={styles.detail} testId="handoff-detail">
      <header className={styles.detailHead} data-detail>
        <div className={styles.words}>
          <h2>
            <FileName name={path.split(/[\\/]/).at(-1) ?? path} />
          </h2>
          {value ? <Stand row={value.row} /> : null}
        </div>
        <IconButton icon={X} label={t('Close the details')} onClick={onClose} />
      </header>
      <div className={styles.detailBody}>
        {error ? <ErrorNote error={error} /> : null}
        {!value && !error ? <Skeleton rows={6} /> : null}
        {value ? (
          <>
            {value.row.error ? <ErrorNote error={value.row.error} /> : null}
            <div className={styles.acts}>
              {value.row.acts.map((what) => {
                const { icon, label } = ACT_WORDS[what];
                return (
                  <Button key={what} icon={icon} data-testid={`act-${what}`} onClick={() => (what === 'toErrors' || what === 'breakLock' ? setAsking(what) : void act(what))}>
                    {label}
                  </Button>
                );
              })}
              <Button icon={ShieldCheck} kind="quiet" data-testid="verify-again" onClick={() => setTurn(turn + 1)}>
                {t('Verify again')}
              </Button>
              {value.row.fileId === null ? null : (
                <Link to={{ section: 'files', fileId: value.row.fileId }} className={styles.way}>
                  <FileSearch aria-hidden /> {t('What Filemill read')}
                </Link>
              )}
            </div>
            <section>
              <h3>{t('Checks')}</h3>
              <ul className={styles.checks} data-testid="handoff-checks">
                {value.checks.map((check) => (
                  <li key={`${check.what} ${check.sentence}`} data-right={check.isRight}>
                    {check.isRight ? <CircleCheck aria-label={t('Right')} /> : <CircleAlert aria-label={t('Wrong')} />}
                    {displayName(check.sentence)}
                  </li>
                ))}
              </ul>
            </section>
            <Facts row={value.row} />
            {value.sidecar === null ? null : (
              <section>
                <h3>{t('Sidecar')}</h3>
                <pre className={styles.sidecar} translate="no" tabIndex={0} aria-label={t('The sidecar as it stands there')}>{displayName(pretty(value.sidecar)).replaceAll('␊', '\n')}</pre>
              </section>
            )}
          </>
        ) : null}
      </div>
      {asking === 'toErrors' ? (
        <ConfirmDialog title={t('Send it to errors/?')} confirm={t('Send to errors/')} onConfirm={() => void act('toErrors')} onClose={() => setAsking(null)}>
          <p>{t('What there is of it moves into errors/ beside it, with a file that says why: its producer looks there. It can be taken back in the history.')}</p>
        </ConfirmDialog>
      ) : null}
      {asking === 'breakLock' ? (
        <ConfirmDialog title={t('Break the stale lock?')} confirm={t('Break the lock')} onConfirm={() => void act('breakLock')} onClose={() => setAsking(null)}>
          <p>{t('The process that held it has ended: that is proved. Its half-written work, if any, stays as it lies.')}</p>
        </ConfirmDialog>
      ) : null}
    </Panel>
  );
}

function Stand({ row }: { row: HandoffRowView }): ReactNode {
  return <StateLabel tone={toneOf(row)} label={row.label} icon={STATE_WORDS[row.state].icon} />;
}

function Facts({ row }: { row: HandoffRowView }): ReactNode {
  return (
    <FactList
      facts={[
        [t('Route'), <Way key="way" producer={row.producer} consumer={row.consumer} />],
        [t('Lies in'), <MonoPath key="path" path={row.path.slice(0, -(row.name.length + 1))} />],
        [t('Size'), row.bytes === null ? '' : formatSize(row.bytes)],
        [t('Since'), <Ago key="since" at={row.since} />],
        [t('Lock@@held'), row.lock ? lockWords(row.lock) : t('Free@@lock')],
      ]}
    />
  );
}

/** What is no JSON stands as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
