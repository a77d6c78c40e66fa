import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/model/engine';
import { trayFace } from './tray-face';

const running = { state: 'running', error: null } as const;
const snapshot = (accounting: Partial<Snapshot['accounting']>, change: Partial<Snapshot> = {}): Snapshot =>
  ({
    state: 'running',
    pausedUntil: null,
    accounting: { seen: 0, done: 0, inProgress: 0, waiting: 0, attention: 0, ignored: 0, ...accounting },
    ...change,
  }) as Snapshot;

describe('trayFace', () => {
  it('says what goes on, in one line', () => {
    expect(trayFace(running, snapshot({ done: 9 }))).toEqual({ icon: 'idle', line: 'All caught up' });
    expect(trayFace(running, snapshot({ inProgress: 6, attention: 31 }))).toEqual({ icon: 'attention', line: '6 in progress, 31 need you' });
    expect(trayFace(running, snapshot({ inProgress: 2, waiting: 4_000 }))).toEqual({ icon: 'working', line: '4,002 in progress' });
    expect(trayFace(running, snapshot({ attention: 1 })).line).toBe('1 needs you');
  });

  it('says that it is paused, and until when', () => {
    expect(trayFace(running, snapshot({ waiting: 3 }, { state: 'paused' }))).toEqual({ icon: 'paused', line: 'Paused, 3 waiting' });
    const pausedUntil = new Date(2026, 10, 23, 6, 5).getTime();
    expect(trayFace(running, snapshot({}, { state: 'paused', pausedUntil })).line).toBe('Paused until 06:05');
  });

  it('says what the engine is at while it tells nothing itself', () => {
    expect(trayFace({ state: 'starting', error: null }, null)).toEqual({ icon: 'idle', line: 'Starting' });
    expect(trayFace({ state: 'restarting', error: null }, null).line).toBe('Restarting');
    expect(trayFace({ state: 'failed', error: null }, snapshot({}))).toEqual({ icon: 'error', line: 'The engine does not run' });
  });
});
