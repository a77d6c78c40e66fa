import type { Snapshot } from '../../shared/model/engine';
import type { EngineStatus } from '../supervise/engine-supervisor';
import { t } from '../../shared/words/words';

export type TrayIcon = 'idle' | 'working' | 'paused' | 'attention' | 'error';

export interface TrayFace {
  readonly icon: TrayIcon;
  /** The first line of the menu, and the tooltip. */
  readonly line: string;
}

/** What the tray shows of the engine, in one icon and one line. */
export function trayFace(status: EngineStatus, snapshot: Snapshot | null): TrayFace {
  if (status.state === 'failed') return { icon: 'error', line: t('The engine does not run') };
  if (status.state !== 'running' || snapshot === null) {
    return { icon: 'idle', line: status.state === 'restarting' ? t('Restarting') : t('Starting') };
  }
  const { inProgress, waiting, attention } = snapshot.accounting;
  const isPaused = snapshot.state === 'paused';
  const parts: string[] = [];
  const moving = inProgress + waiting;
  if (isPaused) parts.push(snapshot.pausedUntil === null ? t('Paused') : t('Paused until {time}', { time: clockTime(snapshot.pausedUntil) }));
  if (moving > 0) parts.push(isPaused ? t('{count, number} waiting', { count: moving }) : t('{count, number} in progress', { count: moving }));
  if (attention > 0) parts.push(t('{count, plural, one {# needs} other {# need}} you', { count: attention }));
  return {
    icon: isPaused ? 'paused' : attention > 0 ? 'attention' : inProgress > 0 ? 'working' : 'idle',
    line: parts.length === 0 ? t('All caught up') : parts.join(', '),
  };
}

function clockTime(instant: number): string {
  const at = new Date(instant);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
