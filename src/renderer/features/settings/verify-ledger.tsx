import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { VerifyReport } from '../../../shared/model/verify-report';
import { callEngine } from '../../engine-client/engine-client';
import { formatTook } from '../../format/duration';
import { Button } from '../../parts/button';
import { ErrorNote } from '../../parts/error-note';
import { Meter } from '../../parts/meter';
import { MonoPath } from '../../parts/mono-path';
import { StateLabel } from '../../parts/state-label';
import { Switch } from '../../parts/switch';
import { CHECK_WORDS, verdictOf } from './verify-words';
import { t } from '../../../shared/words/words';
import styles from './verify-ledger.module.css';

type Run = { state: 'none' } | { state: 'running' } | { state: 'done'; report: VerifyReport } | { state: 'failed'; error: ErrorData };

export function VerifyLedger(): ReactNode {
  const [run, setRun] = useState<Run>({ state: 'none' });
  const [hashes, setHashes] = useState(false);
  const request = useRef<AbortController | null>(null);
  useEffect(() => () => request.current?.abort(), []);

  const verify = (): void => {
    const { signal } = (request.current = new AbortController());
    setRun({ state: 'running' });
    callEngine('engine.verify', { hashes }, { signal }).then(
      (report) => setRun({ state: 'done', report }),
      (error: unknown) => setRun(signal.aborted ? { state: 'none' } : { state: 'failed', error: toErrorData(error) }),
    );
  };
  const isRunning = run.state === 'running';

  return (
    <div className={styles.verify}>
      <Switch
        label={t('Read every file again and compare its bytes')}
        hint={t('Off unless switched on: takes as long as the disk needs for all of them.')}
        checked={hashes}
        onChange={setHashes}
      />
      <div className={styles.start}>
        <Button icon={ShieldCheck} disabled={isRunning} data-testid="verify" onClick={verify}>
          {isRunning ? t('Verifying…') : t('Verify now')}
        </Button>
        {isRunning ? (
          <>
            <Button kind="quiet" onClick={() => request.current?.abort()}>
              {t('Cancel')}
            </Button>
            <div className={styles.progress}>
              <Meter fraction={null} tone="inProgress" label={t('Verifying')} />
            </div>
          </>
        ) : null}
      </div>
      <div role="status">
        {run.state === 'failed' ? <ErrorNote error={run.error} /> : null}
        {run.state === 'done' ? <Result report={run.report} /> : null}
      </div>
    </div>
  );
}

function Outcome({ checked, misfits }: { checked: number; misfits: number }): ReactNode {
  if (misfits > 0) return <StateLabel tone="attention" label={t('{count, plural, one {# misfit} other {# misfits}}', { count: misfits })} />;
  return checked === 0 ? <StateLabel tone="ignored" label={t('Not compared')} /> : <StateLabel tone="done" label={t('Fits')} />;
}

function Result({ report }: { report: VerifyReport }): ReactNode {
  const found = report.checks.reduce((sum, check) => sum + check.misfits, 0);
  return (
    <div className={styles.result} data-testid="verify-result">
      <p className={styles.verdict}>
        <StateLabel tone={report.ok ? 'done' : 'attention'} label={verdictOf(report)} />
        <span>{formatTook(report.durationMs)}</span>
      </p>
      <table className={styles.checks}>
        <thead>
          <tr>
            <th scope="col">{t('Check@@noun')}</th>
            <th scope="col">{t('What must hold')}</th>
            <th scope="col">{t('Looked at')}</th>
            <th scope="col">{t('Outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {report.checks.map(({ name, checked, misfits }) => {
            const { title, sentence, counted } = CHECK_WORDS[name];
            return (
              <tr key={name}>
                <th scope="row">{title}</th>
                <td>{sentence}</td>
                <td className={styles.number}>{counted(checked)}</td>
                <td>
                  <Outcome checked={checked} misfits={misfits} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {report.misfits.length > 0 ? (
        <section className={styles.misfits} aria-label={t('What does not fit')}>
          <h3>
            {found > report.misfits.length
              ? t('What does not fit, the first {count, number} of {found, number}', { count: report.misfits.length, found })
              : t('What does not fit')}
          </h3>
          {/* Long lists scroll by themselves, with the keys as well. */}
          <ul tabIndex={0} aria-label={t('What does not fit')}>
            {report.misfits.map((misfit, index) => (
              <li key={index}>
                <p>
                  <strong>{CHECK_WORDS[misfit.check].title}</strong> {misfit.message}
                </p>
                {misfit.path === null ? null : <MonoPath path={misfit.path} />}
                {misfit.hint ? <p className={styles.hint}>{misfit.hint}</p> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
