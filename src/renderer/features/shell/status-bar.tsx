import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { countOf, formatCount } from '../../format/number';
import { formatSize } from '../../format/size';
import { useSnapshot } from '../../state/engine-store';
import { watchParts } from './watch-parts';
import styles from './status-bar.module.css';

const ICONS = { ok: Check, warning: TriangleAlert, problem: CircleAlert } as const;

export function StatusBar(): ReactNode {
  const folders = useSnapshot((snapshot) => snapshot.folders, null);
  const queue = useSnapshot((snapshot) => snapshot.accounting.waiting + snapshot.accounting.inProgress, null);
  const disk = useSnapshot((snapshot) => snapshot.disk?.freeBytes ?? null, null);
  const ledger = useSnapshot((snapshot) => snapshot.health.find((row) => row.part === 'ledger') ?? null, null);
  const settledToday = useSnapshot((snapshot) => snapshot.settledToday, null);
  const hasMoved = useSnapshot((snapshot) => snapshot.hasMovedToday, true);
  const mayMove = hasMoved || (folders?.some(({ settings }) => settings.moveFailed) ?? true);
  const parts = useMemo(() => (folders ? watchParts(folders) : []), [folders]);

  return (
    <footer className={styles.bar} data-region tabIndex={-1} aria-label="State">
      {parts.map((part) => {
        const Icon = ICONS[part.level];
        return (
          <span key={part.words} className={styles.watch} data-tone={part.tone}>
            {part.level === 'ok' && part.tone !== 'done' ? null : <Icon aria-hidden />}
            {part.words}
          </span>
        );
      })}
      {queue === null ? null : <span>Queue {formatCount(queue)}</span>}
      {disk === null ? null : <span>Disk {formatSize(disk)} free</span>}
      {ledger ? (
        <span title={ledger.sentence} data-tone={ledger.level === 'ok' ? undefined : 'attention'}>
          Ledger {ledger.word.toLowerCase()}
        </span>
      ) : null}
      <span className={styles.today}>
        {settledToday === null ? '' : todayOf(settledToday, mayMove)}
      </span>
    </footer>
  );
}

/** What came of the day; a folder that puts damaged files aside leaves no promise that nothing was moved. */
function todayOf(settled: number, mayMove: boolean): string {
  if (settled === 0) return mayMove ? 'No file settled today' : 'Nothing was moved today';
  return `${countOf(settled, 'file')} settled today${mayMove ? '' : ', nothing was moved'}`;
}
