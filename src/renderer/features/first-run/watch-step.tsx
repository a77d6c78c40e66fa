import { useEffect, type ReactNode } from 'react';
import type { Accounting } from '../../../shared/model/file';
import { useFileRows } from '../../engine-client/use-file-rows';
import { Button } from '../../parts/button';
import { Skeleton } from '../../parts/skeleton';
import { useSnapshot } from '../../state/engine-store';
import { useSettings } from '../../state/settings-store';
import { attempt } from '../../state/toast-store';
import { StartAtLogin } from '../settings/desktop';
import { FileCard } from './file-card';
import { useFirstRun } from './first-run-store';
import { t } from '../../../shared/words/words';
import styles from './step.module.css';

const SHOWN = 24;

function sentenceOf({ seen, done, inProgress, waiting, attention, ignored }: Accounting): string {
  return t(
    '{seen, plural, one {# file} other {# files}} seen, {done, number} done, {toGo, number} to go, {attention, plural, one {# needs} other {# need}} attention, {ignored, number} ignored.',
    { seen, done, toGo: inProgress + waiting, attention, ignored },
  );
}

export function WatchStep({ folderId }: { folderId: number }): ReactNode {
  const folder = useSnapshot((snapshot) => snapshot.folders.find((one) => one.id === folderId) ?? null, null);
  const settings = useSettings((state) => state.settings);
  const rows = useFileRows({ filter: { folderId }, sort: 'oldest' });
  useEffect(() => rows.show(0, SHOWN - 1), [rows]);
  const shown = Array.from({ length: Math.min(SHOWN, rows.total ?? 0) }, (_, index) => rows.rowAt(index));
  const accounting = folder?.accounting;
  const open = accounting ? accounting.inProgress + accounting.waiting : 0;
  const isDone = accounting !== undefined && accounting.seen > 0 && open === 0;
  return (
    <div className={styles.step}>
      <h1>{isDone ? t('Every file has been read') : t('Watch it run')}</h1>
      <p className={styles.lead}>
        {accounting
          ? sentenceOf(accounting)
          : t('Looking into the folder…')}
        {accounting && accounting.seen > SHOWN ? ` ${t('The first {count} are shown.', { count: SHOWN })}` : ''}
      </p>
      {rows.total === null ? (
        <Skeleton rows={6} />
      ) : (
        <ul className={styles.grid}>
          {shown.map((row, index) => (row ? <FileCard key={row.id} row={row} /> : <li key={`place-${index}`} />))}
        </ul>
      )}
      <div className={styles.end}>
        <p role="status">
          {isDone ? (
            <>
              {folder?.settings.recipe === 'watch-only' ? (
                <>
                  <strong>{t('Nothing was moved.')}</strong> {t('All files lie where they were.')}
                </>
              ) : (
                t('The history shows what the rules did, each with its way back.')
              )}{' '}
              {t('New files in this folder are read as they arrive.')}
            </>
          ) : (
            t('New files appear here by themselves.')
          )}
        </p>
        {isDone && settings ? <StartAtLogin settings={settings} /> : null}
        <Button
          kind={isDone ? 'primary' : 'plain'}
          data-testid="first-run-finish"
          onClick={() => void attempt(() => useFirstRun.getState().finish())}
        >
          {t('Go to the overview')}
        </Button>
      </div>
    </div>
  );
}
