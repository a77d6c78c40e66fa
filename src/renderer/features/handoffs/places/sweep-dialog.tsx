import type { ReactNode } from 'react';
import type { HandoffPlace } from '../../../../shared/model/handoff';
import { callEngine } from '../../../engine-client/engine-client';
import { useLive } from '../../../engine-client/use-live';
import { formatSize } from '../../../format/size';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { ErrorNote } from '../../../parts/error-note';
import { MonoPath } from '../../../parts/mono-path';
import { Skeleton } from '../../../parts/skeleton';
import { attempt, tell } from '../../../state/toast-store';
import { t } from '../../../../shared/words/words';
import styles from './places.module.css';

const SELDOM_MS = 60_000;

/** What archiving by age would do now, before it is done. */
export function SweepDialog({ place: { path }, onClose }: { place: HandoffPlace; onClose: () => void }): ReactNode {
  const { value: plan, error } = useLive(path, (signal) => callEngine('sweeps.plan', { path }, { signal }), SELDOM_MS);
  const begin = async (): Promise<void> => {
    onClose();
    if (await attempt(() => callEngine('sweeps.begin', { path }))) tell(t('Archiving has begun'));
  };
  const problem = error ?? plan?.problem ?? null;
  return (
    <Dialog
      title={t('Archive what is old')}
      width={560}
      testId="sweep-dialog"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" disabled={!plan || plan.files === 0 || problem !== null} data-testid="begin-sweep" onClick={() => void begin()}>
            {plan && plan.files > 0 ? t('Archive {files, plural, one {# file} other {# files}}', { files: plan.files }) : t('Archive')}
          </Button>
        </>
      }
    >
      {problem ? <ErrorNote error={problem} /> : null}
      {!plan && !problem ? <Skeleton rows={3} /> : null}
      {plan && !problem ? (
        plan.files === 0 ? (
          <p>{t('Nothing is old enough yet.')}</p>
        ) : (
          <>
            <p>
              {t('{files, plural, one {# file} other {# files}}, {bytes}: each is packed and unpacked again for proof; then its original goes into the vault, and can come back.', { files: plan.files, bytes: formatSize(plan.bytes) })}
            </p>
            <ul className={styles.examples} aria-label={t('Some of them')}>
              {plan.examples.map(({ path: from, to }) => (
                <li key={from}>
                  <MonoPath path={to} />
                </li>
              ))}
            </ul>
          </>
        )
      ) : null}
    </Dialog>
  );
}
