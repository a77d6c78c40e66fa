import type { Snapshot } from '../../shared/model/engine';
import type { EngineStatus } from '../supervise/engine-supervisor';

export type TrayIcon = 'idle' | 'working' | 'paused' | 'attention' | 'error';

export interface TrayFace {
  readonly icon: TrayIcon;
  /** The first line of the menu, and the tooltip. */
  readonly line: string;
  /** What the pause item does now; null when there is nothing to pause. */
  readonly pauseAction: 'engine.pause' | 'engine.resume' | null;
}

/** What the tray shows of the engine, in one icon and one line. */
export function trayFace(status: EngineStatus, snapshot: Snapshot | null): TrayFace {
  if (status.state === 'failed') return { icon: 'error', line: 'The engine does not run', pauseAction: null };
  if (status.state !== 'running' || snapshot === null) {
    return { icon: 'idle', line: status.state === 'restarting' ? 'Restarting' : 'Starting', pauseAction: null };
  }
  const { inProgress, waiting, attention } = snapshot.accounting;
  const parts: string[] = [];
  const moving = inProgress + waiting;
  if (snapshot.state === 'paused') parts.push('Paused');
  if (moving > 0) parts.push(`${count(moving)} ${snapshot.state === 'paused' ? 'waiting' : 'in progress'}`);
  if (attention > 0) parts.push(attention === 1 ? '1 needs you' : `${count(attention)} need you`);
  return {
    icon: snapshot.state === 'paused' ? 'paused' : attention > 0 ? 'attention' : inProgress > 0 ? 'working' : 'idle',
    line: parts.length === 0 ? 'All caught up' : parts.join(', '),
    pauseAction: snapshot.state === 'paused' ? 'engine.resume' : 'engine.pause',
  };
}

const count = (value: number): string => value.toLocaleString('en-US');
