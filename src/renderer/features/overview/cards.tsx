import type { ReactNode } from 'react';
import { formatSpan } from '../../format/duration';
import { formatRate } from '../../format/number';
import { formatSize } from '../../format/size';
import { Meter } from '../../parts/meter';
import { Sparkline } from '../../parts/sparkline';
import { useSnapshot } from '../../state/engine-store';
import { Card } from './card';
import { t } from '../../../shared/words/words';
import styles from './card.module.css';

const SLOT_SECONDS = 5;

/** Speed, the oldest waiting file and the disk: what tells whether the mill keeps up. */
export function Cards(): ReactNode {
  return (
    <div className={styles.cards}>
      <SpeedCard />
      <WaitingCard />
      <DiskCard />
    </div>
  );
}

function SpeedCard(): ReactNode {
  const rate = useSnapshot((snapshot) => snapshot.filesPerSecond, 0);
  const slots = useSnapshot((snapshot) => snapshot.throughput, []);
  const eta = useSnapshot((snapshot) => snapshot.etaSeconds, null);
  const minutes = Math.max(1, Math.round((slots.length * SLOT_SECONDS) / 60));
  const settled = slots.reduce((sum, count) => sum + count, 0);
  return (
    <Card title={t('Files per second')} figure={formatRate(rate)} note={eta === null || eta < 1 ? '' : t('done in {eta}', { eta: formatSpan(eta) })}>
      <Sparkline values={slots} tone="inProgress" label={t('{count, plural, one {# file} other {# files}} settled in the last {minutes} min', { count: settled, minutes })} />
    </Card>
  );
}

function WaitingCard(): ReactNode {
  const seconds = useSnapshot((snapshot) => snapshot.oldestWaitingSeconds, null);
  const slots = useSnapshot((snapshot) => snapshot.oldestWaiting, []);
  const most = Math.max(0, ...slots);
  return (
    <Card title={t('Oldest waiting')} figure={seconds === null ? t('None@@waiting file') : formatSpan(seconds)}>
      <Sparkline values={slots} tone="waiting" label={t('Longest wait of late: {most}', { most: formatSpan(most) })} />
    </Card>
  );
}

function DiskCard(): ReactNode {
  const disk = useSnapshot((snapshot) => snapshot.disk, null);
  const level = useSnapshot((snapshot) => snapshot.health.find((row) => row.part === 'disk')?.level ?? 'ok', 'ok');
  const settledToday = useSnapshot((snapshot) => snapshot.settledToday, 0);
  const used = disk ? 1 - disk.freeBytes / Math.max(1, disk.totalBytes) : 0;
  return (
    <Card title={t('Disk free')} figure={disk ? formatSize(disk.freeBytes) : '–'}>
      <div className={styles.disk}>
        <Meter
          fraction={used}
          tone={level === 'problem' ? 'attention' : level === 'warning' ? 'waiting' : 'done'}
          label={disk ? t('{used} of {total} used', { used: formatSize(disk.totalBytes - disk.freeBytes), total: formatSize(disk.totalBytes) }) : t('Not known')}
        />
        <p>
          <span>{disk ? t('of {total}', { total: formatSize(disk.totalBytes) }) : ''}</span>
          <span>{t('{count, plural, one {# file} other {# files}} settled today', { count: settledToday })}</span>
        </p>
      </div>
    </Card>
  );
}
