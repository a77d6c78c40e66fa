import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { midSentence } from '../../format/mid-sentence';
import { formatSize } from '../../format/size';
import { useSnapshot } from '../../state/engine-store';
import { watchParts } from './watch-parts';
import { t } from '../../../shared/words/words';
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
    <footer className={styles.bar} data-region tabIndex={-1} aria-label={t('State')}>
      {parts.map((part) => {
        const Icon = ICONS[part.level];
        return (
          <span key={part.words} className={styles.watch} data-tone={part.tone}>
            {part.level === 'ok' && part.tone !== 'done' ? null : <Icon aria-hidden />}
            {part.words}
          </span>
        );
      })}
      {queue === null ? null : <span>{t('Queue {count, number}', { count: queue })}</span>}
      {disk === null ? null : <span>{t('Disk {size} free', { size: formatSize(disk) })}</span>}
      {ledger ? (
        <span title={ledger.sentence} data-tone={ledger.level === 'ok' ? undefined : 'attention'}>
          {t('Ledger {state}', { state: midSentence(ledger.word) })}
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
  if (settled === 0) return mayMove ? t('No file settled today') : t('Nothing was moved today');
  return mayMove
    ? t('{count, plural, one {# file} other {# files}} settled today', { count: settled })
    : t('{count, plural, one {# file} other {# files}} settled today, nothing was moved', { count: settled });
}
