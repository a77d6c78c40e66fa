import { useEffect, type ReactNode } from 'react';
import type { Accounting } from '../../../shared/model/file';
import { useFileRows } from '../../engine-client/use-file-rows';
import { countOf, formatCount } from '../../format/number';
import { Button } from '../../parts/button';
import { Skeleton } from '../../parts/skeleton';
import { useSnapshot } from '../../state/engine-store';
import { useSettings } from '../../state/settings-store';
import { attempt } from '../../state/toast-store';
import { StartAtLogin } from '../settings/desktop';
import { FileCard } from './file-card';
import { useFirstRun } from './first-run-store';
import styles from './step.module.css';

const SHOWN = 24;

function sentenceOf({ seen, done, inProgress, waiting, attention, ignored }: Accounting): string {
  const toGo = formatCount(inProgress + waiting);
  const words = [`${formatCount(done)} done`, `${toGo} to go`, `${formatCount(attention)} ${attention === 1 ? 'needs' : 'need'} attention`];
  return [`${countOf(seen, 'file')} seen`, ...words, `${formatCount(ignored)} ignored`].join(', ');
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
      <h1>{isDone ? 'Every file has been read' : 'Watch it run'}</h1>
      <p className={styles.lead}>
        {accounting
          ? `${sentenceOf(accounting)}.`
          : 'Looking into the folder…'}
        {accounting && accounting.seen > SHOWN ? ` The first ${SHOWN} are shown.` : ''}
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
                  <strong>Nothing was moved.</strong> All files lie where they were.
                </>
              ) : (
                <>The history shows what the rules did, each with its way back.</>
              )}{' '}
              New files in this folder are read as they arrive.
            </>
          ) : (
            'New files appear here by themselves.'
          )}
        </p>
        {isDone && settings ? <StartAtLogin settings={settings} /> : null}
        <Button
          kind={isDone ? 'primary' : 'plain'}
          data-testid="first-run-finish"
          onClick={() => void attempt(() => useFirstRun.getState().finish())}
        >
          Go to the overview
        </Button>
      </div>
    </div>
  );
}
